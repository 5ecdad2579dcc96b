import type { NotificationKind } from './kind.ts';

const ofTask = { actor: 'text', task: 'text', project: 'text' } as const;
const assigned = {
  en: 'It is one of the tasks that are yours.',
  fr: 'C’est une des tâches qui vous sont confiées.',
};

export const taskKinds = {
  'task.mentioned': {
    category: 'mention',
    type: 'info',
    why: { en: 'A comment mentions you.', fr: 'Un commentaire vous mentionne.' },
    params: { ...ofTask, comment: 'text' },
    words: {
      en: { title: '{actor} mentioned you in {task}', message: '{comment}' },
      fr: { title: '{actor} vous mentionne dans {task}', message: '{comment}' },
    },
  },
  'task.assigned': {
    category: 'assignment',
    type: 'info',
    why: { en: 'The task was given to you.', fr: 'La tâche vous a été confiée.' },
    params: ofTask,
    words: {
      en: { title: '{actor} gave you a task', message: '{task}, in {project}.' },
      fr: { title: '{actor} vous a confié une tâche', message: '{task}, dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: { title: '{count} new tasks for you in {project}', message: 'The last one: {task}.' },
      fr: {
        title: '{count} nouvelles tâches pour vous dans {project}',
        message: 'La dernière\u202f: {task}.',
      },
    },
  },
  'task.unassigned': {
    category: 'assignment',
    type: 'info',
    why: {
      en: 'The task was yours until now.',
      fr: 'La tâche vous était confiée jusqu’ici.',
    },
    params: ofTask,
    words: {
      en: { title: '{actor} took a task off your hands', message: '{task}, in {project}.' },
      fr: { title: '{actor} vous a retiré une tâche', message: '{task}, dans {project}.' },
    },
  },
  'task.commented': {
    category: 'comment',
    type: 'info',
    why: {
      en: 'The task is yours, you made it, or you have commented on it.',
      fr: 'La tâche vous est confiée, vous l’avez créée ou vous l’avez commentée.',
    },
    params: { ...ofTask, comment: 'text' },
    words: {
      en: { title: '{actor} commented on {task}', message: '{comment}' },
      fr: { title: '{actor} a commenté {task}', message: '{comment}' },
    },
    batchBy: 'subject',
    many: {
      en: { title: '{count} new comments on {task}', message: '{actor}: {comment}' },
      fr: {
        title: '{count} nouveaux commentaires sur {task}',
        message: '{actor}\u202f: {comment}',
      },
    },
  },
  'task.changed': {
    category: 'change',
    type: 'info',
    why: assigned,
    params: ofTask,
    words: {
      en: { title: '{actor} changed {task}', message: 'In {project}.' },
      fr: { title: '{actor} a modifié {task}', message: 'Dans {project}.' },
    },
    batchBy: 'subject',
    many: {
      en: { title: '{count} changes to {task}', message: 'In {project}, the last one by {actor}.' },
      fr: {
        title: '{count} modifications de {task}',
        message: 'Dans {project}, la dernière par {actor}.',
      },
    },
  },
  'task.completed': {
    category: 'change',
    type: 'success',
    why: {
      en: 'The task is one of yours, or you made it.',
      fr: 'La tâche vous est confiée, ou vous l’avez créée.',
    },
    params: ofTask,
    words: {
      en: { title: '{actor} completed {task}', message: 'In {project}.' },
      fr: { title: '{actor} a terminé {task}', message: 'Dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: {
        title: '{count} tasks completed in {project}',
        message: 'The last one: {task}, by {actor}.',
      },
      fr: {
        title: '{count} tâches terminées dans {project}',
        message: 'La dernière\u202f: {task}, par {actor}.',
      },
    },
  },
  'task.deleted': {
    category: 'change',
    type: 'warning',
    why: assigned,
    params: ofTask,
    words: {
      en: { title: '{actor} deleted a task of yours', message: '{task}, in {project}.' },
      fr: { title: '{actor} a supprimé une de vos tâches', message: '{task}, dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: {
        title: '{count} tasks of yours deleted in {project}',
        message: 'The last one: {task}, by {actor}.',
      },
      fr: {
        title: '{count} de vos tâches supprimées dans {project}',
        message: 'La dernière\u202f: {task}, par {actor}.',
      },
    },
  },
  'task.due_soon': {
    category: 'due',
    type: 'info',
    why: assigned,
    params: { task: 'text', project: 'text', due: 'instant' },
    words: {
      en: { title: '{task} is due soon', message: 'By {due}, in {project}.' },
      fr: { title: 'Bientôt l’échéance de {task}', message: 'Le {due}, dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: { title: '{count} tasks are due soon in {project}', message: '{task}: by {due}.' },
      fr: {
        title: '{count} tâches arrivent à échéance dans {project}',
        message: '{task}\u202f: le {due}.',
      },
    },
  },
  'task.overdue': {
    category: 'due',
    type: 'warning',
    why: assigned,
    params: { task: 'text', project: 'text', due: 'instant' },
    words: {
      en: { title: '{task} is overdue', message: 'It was due by {due}, in {project}.' },
      fr: { title: '{task} est en retard', message: 'L’échéance était le {due}, dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: { title: '{count} tasks are overdue in {project}', message: '{task}: since {due}.' },
      fr: {
        title: '{count} tâches sont en retard dans {project}',
        message: '{task}\u202f: depuis le {due}.',
      },
    },
  },
} as const satisfies Record<string, NotificationKind>;
