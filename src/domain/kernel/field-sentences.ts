import { filledIn } from './refusal-sentence.ts';
import type { Language } from './refusals.ts';

/**
 * What people read about a field that can't be taken, by its code: those of the schemas' library
 * and of our own rules. `{name}` stands for a parameter.
 */
const sentences = new Map<string, Record<Language, string>>(
  Object.entries({
    invalid_type: {
      en: 'This is missing, or not of the kind expected here.',
      fr: 'Il manque ou n’est pas de la nature attendue ici.',
    },
    invalid_format: {
      en: 'This does not have the form expected here.',
      fr: 'La forme n’est pas celle attendue ici.',
    },
    invalid_value: {
      en: 'This is none of the values accepted here.',
      fr: 'Ce n’est aucune des valeurs acceptées ici.',
    },
    too_big: {
      en: 'This is too long or too large: {maximum} at most.',
      fr: 'C’est trop long ou trop grand\u202f: {maximum} au plus.',
    },
    too_small: {
      en: 'This is too short or too small: {minimum} at least.',
      fr: 'C’est trop court ou trop petit\u202f: {minimum} au moins.',
    },
    unrecognized_keys: {
      en: 'There is no such field here.',
      fr: 'Il n’y a pas de tel champ ici.',
    },
    too_short: {
      en: 'This is too short or empty.',
      fr: 'C’est trop court ou vide.',
    },
    not_text: {
      en: 'This has characters that no text may have.',
      fr: 'Il contient des caractères qu’un texte ne peut pas avoir.',
    },
    not_after_start: {
      en: 'This has to come after the start.',
      fr: 'Cela doit venir après le début.',
    },
    in_the_past: {
      en: 'This is in the past.',
      fr: 'C’est dans le passé.',
    },
    unknown: {
      en: 'There is no such thing, or none that you may see.',
      fr: 'Cela n’existe pas, ou vous ne pouvez pas le voir.',
    },
    bad_rule: {
      en: 'This is no rule that a calendar can read, such as FREQ=WEEKLY;BYDAY=MO.',
      fr: 'Ce n’est pas une règle qu’un agenda sait lire, comme FREQ=WEEKLY;BYDAY=MO.',
    },
    rule_too_often: {
      en: 'A meeting comes back every hour at the most.',
      fr: 'Une réunion revient au plus toutes les heures.',
    },
    rule_two_ends: {
      en: 'Give a number of times or a last day, not both.',
      fr: 'Donnez un nombre de fois ou un dernier jour, pas les deux.',
    },
    rule_never: {
      en: 'By this rule the meeting never takes place.',
      fr: 'Selon cette règle, la réunion n’a jamais lieu.',
    },
    no_occurrence: {
      en: 'The meeting does not take place at this time.',
      fr: 'La réunion n’a pas lieu à ce moment.',
    },
    one_of_both: {
      en: 'Give one of the two: a person or an email address.',
      fr: 'Donnez l’un des deux\u202f: une personne ou une adresse.',
    },
    not_a_member: {
      en: 'This person is not in the project.',
      fr: 'Cette personne n’est pas dans le projet.',
    },
    not_of_meeting: {
      en: 'The meeting is not in this project.',
      fr: 'La réunion n’est pas dans ce projet.',
    },
    not_one_line: {
      en: 'This has to stay on one line.',
      fr: 'Cela doit tenir sur une ligne.',
    },
    placeholder_unknown: {
      en: '{placeholder} cannot be filled in here. There is: {known}.',
      fr: '{placeholder} n’existe pas ici. Il y a\u202f: {known}.',
    },
    brace_alone: {
      en: 'The brace at “{at}” is not closed, or was never opened. Write {example}.',
      fr: 'L’accolade à «\u202f{at}\u202f» n’est pas fermée, ou n’a jamais été ouverte. Écrivez {example}.',
    },
    language_missing: {
      en: 'The other language says something of its own here: say it in this one too, or in neither.',
      fr: 'L’autre langue dit ici quelque chose de particulier\u202f: dites-le aussi dans celle-ci, ou dans aucune.',
    },
    out_of_range: {
      en: 'This lies outside of what can be.',
      fr: 'C’est en dehors de ce qui est possible.',
    },
  }),
);

const otherwise: Record<Language, string> = {
  en: 'This cannot be accepted.',
  fr: 'Ceci ne peut pas être accepté.',
};

export function hasSentence(code: string): boolean {
  return sentences.has(code);
}

/** The sentence of a field's code in the person's language, its parameters filled in. */
export function fieldSentence(
  code: string,
  language: Language,
  params: Record<string, string | number> = {},
): string {
  return filledIn((sentences.get(code) ?? otherwise)[language], params);
}
