/** Every form in which something is written: where it is, what is typed in it, what is wrong with it. */

/** What they are of. */
export interface FormIds {
  project: string;
  file: string;
  meeting: string;
}

export interface Form {
  /** In src/client/features. */
  file: string;
  path: string;
  /** What opens it, one after the other; none where it stands on the page. */
  open?: readonly string[];
  /** Its dialog's name; without one it is the page's. */
  dialog?: string;
  /** Under which its draft is kept; what shows that it is stored, where it keeps none. */
  key: string;
  stored?: string;
  typed: Readonly<Record<string, string>>;
  /** `store`: its button, where that says something else by then. */
  wrong: { field: string; value: string; words: string; store?: string };
  store: string;
  /** What is never kept. */
  secret?: { field: string; value: string };
}

export const formsOf = (ids: FormIds): readonly Form[] => [
  {
    file: 'projects/create-project-dialog.tsx',
    path: '/projects?create=true',
    dialog: 'Create project',
    key: 'project',
    typed: { Name: 'Orchard', Description: 'Apples and pears' },
    wrong: { field: 'Name', value: ' ', words: 'Give the project a name' },
    store: 'Create project',
  },
  {
    file: 'projects/edit-project-dialog.tsx',
    path: `/projects/${ids.project}`,
    open: ['Project menu', 'Edit project'],
    dialog: 'Edit project',
    key: `project.${ids.project}`,
    typed: { Name: 'Kitchen garden', Description: 'Herbs' },
    wrong: { field: 'Name', value: ' ', words: 'Give the project a name' },
    store: 'Save changes',
  },
  {
    file: 'projects/add-member-dialog.tsx',
    path: `/projects/${ids.project}/people`,
    open: ['Add someone'],
    dialog: 'Add someone',
    key: `member.${ids.project}`,
    typed: { 'Who?': 'cleo@example.org' },
    wrong: { field: 'Who?', value: 'cleo', words: 'Choose somebody', store: 'Add someone' },
    store: 'Invite',
  },
  {
    file: 'settings/profile-form.tsx',
    path: '/settings',
    key: 'profile',
    typed: { Name: 'Ada L.' },
    wrong: { field: 'Name', value: ' ', words: 'Enter a name' },
    store: 'Save name',
  },
  {
    file: 'people/invite-dialog.tsx',
    path: '/admin/people',
    open: ['Invite someone'],
    dialog: 'Invite someone',
    key: 'invitation',
    typed: { 'Email address (optional)': 'new@example.org' },
    wrong: {
      field: 'Email address (optional)',
      value: 'bob@example.org',
      words: 'Somebody already uses this email address.',
    },
    store: 'Create the link',
  },
  {
    file: 'meetings/schedule-dialog.tsx',
    path: '/meetings?schedule=true',
    dialog: 'Schedule a meeting',
    key: 'meeting',
    typed: { Title: 'Pruning', Day: '2031-03-24', From: '09:00', To: '09:45' },
    wrong: { field: 'Title', value: ' ', words: 'Give the meeting a title' },
    store: 'Schedule',
  },
  {
    file: 'meetings/edit-dialog.tsx',
    path: `/meetings/${ids.meeting}`,
    open: ['Edit meeting'],
    dialog: 'Edit meeting',
    key: `meeting.${ids.meeting} `,
    typed: { Title: 'Weekly walk', 'What is it about?': 'Along the river' },
    wrong: { field: 'Title', value: ' ', words: 'Give the meeting a title' },
    store: 'Save changes',
  },
  {
    file: 'system/announcement-dialog.tsx',
    path: '/admin/announcements',
    open: ['New announcement'],
    dialog: 'New announcement',
    key: 'announcement.',
    typed: { Title: 'New look', Message: 'Of the project pages', Until: '2031-03-24T09:00' },
    wrong: { field: 'Until', value: '2020-01-01T00:00', words: 'This has to be after the start' },
    store: 'Announce',
  },
  {
    file: 'system/maintenance-dialog.tsx',
    path: '/admin/announcements?tab=maintenance',
    open: ['Schedule maintenance'],
    dialog: 'Schedule maintenance',
    key: 'maintenance.',
    typed: { 'What happens': 'New disks', Begins: '2031-03-24T09:00', Ends: '2031-03-24T10:00' },
    wrong: { field: 'Begins', value: '', words: 'Say when it begins' },
    store: 'Schedule',
  },
  {
    file: 'notifications/templates/make-template-dialog.tsx',
    path: '/admin/templates',
    open: ['New template'],
    dialog: 'New template',
    key: 'template',
    typed: { Name: 'office-closed', 'Title in English': 'Closed', 'Title in French': 'Fermé' },
    wrong: { field: 'Name', value: 'Office', words: 'Use small letters' },
    store: 'Create the template',
  },
  {
    file: 'tasks/saved-views.tsx',
    path: `/projects/${ids.project}/tasks?q=Dig`,
    open: ['Saved views', 'Save this view'],
    dialog: 'Save this view',
    key: `view.${ids.project}`,
    typed: { Name: 'Of the soil' },
    wrong: { field: 'Name', value: ' ', words: 'Give' },
    store: 'Save this view',
  },
  {
    file: 'files/details/file-edit.tsx',
    path: `/files/${ids.file}`,
    open: ['Rename'],
    key: `file.${ids.file}`,
    typed: { Name: 'river.jpg', Description: 'The river in May' },
    wrong: { field: 'Name', value: ' ', words: 'Give it a name' },
    store: 'Save',
  },
  {
    file: 'files/shares/share-form.tsx',
    path: `/files/${ids.file}`,
    open: ['Share'],
    dialog: 'Share by a link',
    key: `share.${ids.file}`,
    stored: 'Not used yet',
    typed: {},
    wrong: { field: 'Password', value: 'abc', words: 'At least 4 characters' },
    store: 'Create a link',
    secret: { field: 'Password', value: 'a secret' },
  },
];
