import type { AlertCode, AlertParams } from './alert.conditions.ts';

/** What could not be filled in, and where. */
export interface BrokenTemplate {
  template: string;
  version: number;
  /** As a refusal names it: `texts.fr.mail.title`. */
  place: string;
  problem: string;
}

interface TemplateAlert {
  /** Of its stream: whoever comes upon it, there is one for each version of a template. */
  id: string;
  code: AlertCode;
  params: AlertParams;
}

export function templateAlert(broken: BrokenTemplate): TemplateAlert {
  return { id: templateAlertId(broken), code: 'template.broken', params: { ...broken } };
}

export function templateAlertId({
  template,
  version,
}: Pick<BrokenTemplate, 'template' | 'version'>): string {
  return `template.broken-${template}-${version}`;
}
