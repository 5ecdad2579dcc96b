import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ParamType } from '#domain/notifications/kinds/kind.ts';
import {
  type NotificationType,
  notificationType,
} from '#domain/notifications/notification.events.ts';
import {
  maxParams,
  paramName,
  templateName,
} from '#domain/notifications/templates/template.events.ts';
import { trpc } from '#client/api/trpc.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

const paramTypes = ['text', 'instant', 'number'] as const satisfies readonly ParamType[];

interface MakeTemplateDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A template that is not built in: its name and what it fills in. Its words are written after that. */
export function MakeTemplateDialog({ open, onOpenChange }: MakeTemplateDialogProps) {
  const t = useTranslations('templates');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('make')} description={t('makeHint')}>
      <MakeTemplateForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface Values {
  name: string;
  type: NotificationType;
  text: string;
  instant: string;
  number: string;
  en: string;
  fr: string;
}

function MakeTemplateForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('templates');
  const kinds = useTranslations('system.types');
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  const make = trpc.notifications.templates.make.useMutation();
  const form = useKeptForm<Values>({
    key: 'template',
    defaultValues: { name: '', type: 'info', text: '', instant: '', number: '', en: '', fr: '' },
    about: {
      'notification.template_taken': 'name',
      'texts.en.inApp.title': 'en',
      'texts.fr.inApp.title': 'fr',
    },
  });
  return (
    <DialogForm
      form={form}
      submitLabel={t('makeIt')}
      onCancel={onDone}
      onStore={async (values) => {
        const { name: template, type, en, fr } = values;
        const said = (title: string) => ({
          inApp: { title, message: '' },
          mail: null,
          push: null,
        });
        const texts = { en: said(en), fr: said(fr) };
        await make.mutateAsync({ template, type, params: paramsOf(values), texts });
        await utils.notifications.templates.invalidate();
        onDone();
        await navigate({ to: '/admin/templates/$template', params: { template } });
      }}
    >
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="off"
        error={form.fault('name', t('nameInvalid'))}
        {...form.register('name', {
          setValueAs: (value: string) => value.trim(),
          validate: (value) => templateName.safeParse(value).success,
        })}
      />
      <SelectField
        control={form.control}
        name="type"
        label={t('type')}
        options={notificationType.options.map((value) => ({ value, label: kinds(value) }))}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1 text-list font-semibold">{t('gaps')}</legend>
        <p className="text-small text-quiet">{t('paramsHint')}</p>
        {paramTypes.map((type) => (
          <TextField
            key={type}
            label={t(`paramTypes.${type}`)}
            autoComplete="off"
            error={form.fault(type, t('paramsInvalid'))}
            {...form.register(type, {
              validate: (value, all) =>
                listed(value).every((one) => paramName.safeParse(one).success) && areApart(all),
            })}
          />
        ))}
      </fieldset>
      {(['en', 'fr'] as const).map((language) => (
        <TextField
          key={language}
          label={t(`titleIn.${language}`)}
          autoComplete="off"
          maxLength={200}
          error={form.fault(language, t('titleMissing'))}
          {...form.register(language, { validate: (value) => value.trim() !== '' })}
        />
      ))}
    </DialogForm>
  );
}

function listed(value: string): string[] {
  return value.split(/[\s,;]+/).filter((one) => one !== '');
}

/** Each name is of one type, and they are not too many. */
function areApart(values: Values): boolean {
  const all = paramTypes.flatMap((type) => listed(values[type]));
  return new Set(all).size === all.length && all.length <= maxParams;
}

function paramsOf(values: Values): Record<string, ParamType> {
  return Object.fromEntries(
    paramTypes.flatMap((type) => listed(values[type]).map((name) => [name, type])),
  );
}
