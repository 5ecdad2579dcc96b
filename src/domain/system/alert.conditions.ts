/** What the product raises alerts for by itself, and what it says of each. */
import { filledIn } from '../kernel/refusal-sentence.ts';
import type { Language } from '../kernel/refusals.ts';

export type AlertSeverity = 'warning' | 'critical';
export type AlertParams = Record<string, string | number>;

interface Condition {
  severity: AlertSeverity;
  title: Record<Language, string>;
  /** What is wrong and what to do. `{name}` stands for a parameter. */
  message: Record<Language, string>;
}

const conditions = {
  'log.behind': {
    severity: 'critical',
    title: { en: 'Changes appear late', fr: 'Les changements apparaissent en retard' },
    message: {
      en: 'The oldest change that is stored but not shown yet has waited for {seconds} s. Nothing is lost. See /readyz and the log of the process that leads.',
      fr: 'Le plus ancien changement enregistré mais pas encore visible attend depuis {seconds} s. Rien n’est perdu. Voyez /readyz et le journal du processus qui mène.',
    },
  },
  'reactions.behind': {
    severity: 'warning',
    title: { en: 'Notifications are late', fr: 'Les notifications sont en retard' },
    message: {
      en: 'The reaction {reaction} has {events} events before it, the oldest for {seconds} s. Is a worker running, and what does its log say?',
      fr: 'La réaction {reaction} a {events} événements devant elle, le plus ancien depuis {seconds} s. Un worker tourne-t-il, et que dit son journal\u202f?',
    },
  },
  'disk.nearly_full': {
    severity: 'critical',
    title: { en: 'The disk is nearly full', fr: 'Le disque est presque plein' },
    message: {
      en: '{free_mb} MB ({percent} %) are left where files are stored. Make room before uploads are refused.',
      fr: 'Il reste {free_mb} Mo ({percent} %) là où sont les fichiers. Faites de la place avant que les envois ne soient refusés.',
    },
  },
  'jobs.failing': {
    severity: 'warning',
    title: { en: 'Jobs have failed', fr: 'Des tâches de fond ont échoué' },
    message: {
      en: '{jobs} jobs gave up in the last hour, most of them in {queue}. The log says why, unless their worker died.',
      fr: '{jobs} tâches ont été abandonnées durant la dernière heure, surtout dans {queue}. Le journal dit pourquoi, sauf si leur worker est mort.',
    },
  },
  'antivirus.away': {
    severity: 'critical',
    title: { en: 'Files wait for the antivirus', fr: 'Des fichiers attendent l’antivirus' },
    message: {
      en: '{files} files have no answer from the antivirus scanner, the oldest for {minutes} min, and are given to nobody until they have. Does clamd run, and do the workers reach it (CLAMD_URL)?',
      fr: '{files} fichiers sont sans réponse de l’antivirus, le plus ancien depuis {minutes} min\u202f; personne n’y a accès d’ici là. clamd tourne-t-il, et les workers le joignent-ils (CLAMD_URL)\u202f?',
    },
  },
  'antivirus.limits': {
    severity: 'warning',
    title: {
      en: 'Files are over the limits of the antivirus',
      fr: 'Des fichiers dépassent les limites de l’antivirus',
    },
    message: {
      en: '{files} files are quarantined because clamd does not look into all of them. Raise its limits (StreamMaxLength, MaxScanSize, MaxFileSize, MaxRecursion); it is asked again within the hour.',
      fr: '{files} fichiers sont en quarantaine parce que clamd ne les examine pas en entier. Relevez ses limites (StreamMaxLength, MaxScanSize, MaxFileSize, MaxRecursion)\u202f; il est sollicité à nouveau dans l’heure.',
    },
  },
  'template.broken': {
    severity: 'warning',
    title: {
      en: 'A template cannot be used',
      fr: 'Un modèle est inutilisable',
    },
    message: {
      en: 'Version {version} of {template} could not be filled in ({place}: {problem}). Everybody was told in the words that are built in. Mend it under Templates.',
      fr: 'La version {version} de {template} n’a pas pu être remplie ({place}\u202f: {problem}). Chacun a été prévenu avec les mots d’origine. Corrigez-la sous Modèles.',
    },
  },
  'role.not_separated': {
    severity: 'warning',
    title: {
      en: 'The log is protected by its trigger only',
      fr: 'Le journal n’est protégé que par son déclencheur',
    },
    message: {
      en: 'The database role may not make another one, so the app works as the owner of the log. Give it a role that may (CREATEROLE), see “Your own Postgres”.',
      fr: 'Le rôle de la base ne peut pas en créer un autre\u202f: l’application travaille donc comme propriétaire du journal. Donnez-lui un rôle qui le peut (CREATEROLE), voyez «\u202fYour own Postgres\u202f».',
    },
  },
} as const satisfies Record<string, Condition>;

export type AlertCode = keyof typeof conditions;

export const alertCodes = Object.keys(conditions) as [AlertCode, ...AlertCode[]];

/** Those that hold or not whenever one looks; the others are raised by whoever comes upon them. */
export type WatchedCode = Exclude<AlertCode, 'template.broken'>;

export const watchedCodes = alertCodes.filter((code) => code !== 'template.broken');

export function severityOf(code: AlertCode): AlertSeverity {
  return conditions[code].severity;
}

/** What people read about a condition, in their language, its parameters filled in. */
export function alertText(
  code: AlertCode,
  language: Language,
  params: AlertParams,
): { title: string; message: string } {
  const { title, message } = conditions[code];
  return { title: title[language], message: filledIn(message[language], params) };
}
