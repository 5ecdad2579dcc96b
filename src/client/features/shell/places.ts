import {
  CalendarDays,
  Activity,
  Folder,
  HardDrive,
  House,
  Image,
  Inbox,
  ListTodo,
  type LucideIcon,
  Megaphone,
  MessageSquareText,
  ScrollText,
  Users,
} from 'lucide-react';

export interface Place {
  key:
    | 'home'
    | 'inbox'
    | 'myTasks'
    | 'projects'
    | 'meetings'
    | 'files'
    | 'overview'
    | 'announcements'
    | 'templates'
    | 'people'
    | 'storage'
    | 'audit';
  to:
    | '/'
    | '/inbox'
    | '/my-tasks'
    | '/projects'
    | '/meetings'
    | '/files'
    | '/admin/overview'
    | '/admin/announcements'
    | '/admin/templates'
    | '/admin/people'
    | '/admin/storage'
    | '/admin/audit';
  icon: LucideIcon;
  /** The letter after `g`. */
  letter: string;
}

/** Where one can go. */
export const places: readonly Place[] = [
  { key: 'home', to: '/', icon: House, letter: 'h' },
  { key: 'inbox', to: '/inbox', icon: Inbox, letter: 'i' },
  { key: 'myTasks', to: '/my-tasks', icon: ListTodo, letter: 't' },
  { key: 'projects', to: '/projects', icon: Folder, letter: 'p' },
  { key: 'meetings', to: '/meetings', icon: CalendarDays, letter: 'm' },
  { key: 'files', to: '/files', icon: Image, letter: 'f' },
];

export const adminPlaces: readonly Place[] = [
  { key: 'overview', to: '/admin/overview', icon: Activity, letter: 'o' },
  { key: 'people', to: '/admin/people', icon: Users, letter: 'u' },
  { key: 'storage', to: '/admin/storage', icon: HardDrive, letter: 's' },
  { key: 'announcements', to: '/admin/announcements', icon: Megaphone, letter: 'n' },
  { key: 'templates', to: '/admin/templates', icon: MessageSquareText, letter: 'w' },
  { key: 'audit', to: '/admin/audit', icon: ScrollText, letter: 'a' },
];
