import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { ParamValue } from '#domain/notifications/kinds/kind.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Person } from '#client/api/types.ts';
import { usePeopleSearch } from '#client/app/use-people-search.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { PeoplePicker } from '#client/ui/people-picker.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { type KeptForm, useKeptForm } from '#client/ui/use-kept-form.ts';
import { paramInputs, typedParam } from './param-input.ts';

/** Sends a template by its name: to whom, and with what is to be filled in. */
export function SendTemplate({ template }: { template: Template }) {
  const t = useTranslations('templates');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="self-start" onClick={() => setOpen(true)}>
        {t('send')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('sendTitle', { name: template.name })}
        description={t('sendHint')}
      >
        <SendTemplateForm template={template} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

const audiences = ['people', 'project', 'everyone'] as const;

interface Values {
  audience: (typeof audiences)[number];
  people: Person[];
  projectId: string;
  /** As they are typed. */
  params: Record<string, string>;
}

function SendTemplateForm({ template, onDone }: { template: Template; onDone: () => void }) {
  const t = useTranslations('templates');
  const toast = useToast();
  const send = trpc.notifications.templates.send.useMutation();
  const params = Object.entries(template.params);
  const form = useKeptForm<Values>({
    key: `sending.${template.name}`,
    defaultValues: {
      audience: 'people',
      people: [],
      projectId: '',
      params: Object.fromEntries(params.map(([name]) => [name, ''])),
    },
  });
  const store = async ({ audience, people, projectId, params: typed }: Values) => {
    const given: Record<string, ParamValue> = {};
    for (const [name, type] of params) given[name] = typedParam(type, typed[name] ?? '') ?? '';
    const what = { template: template.name, params: given };
    const { recipients } = await send.mutateAsync(
      audience === 'everyone'
        ? { ...what, everyone: true }
        : audience === 'project'
          ? { ...what, project_id: projectId }
          : { ...what, user_ids: people.map(({ id }) => id) },
    );
    toast(t('sent', { count: recipients }));
    onDone();
  };
  const audience = form.watch('audience');
  return (
    <DialogForm form={form} submitLabel={t('sendIt')} onCancel={onDone} onStore={store}>
      <SelectField
        control={form.control}
        name="audience"
        label={t('audience')}
        options={audiences.map((value) => ({ value, label: t(`audiences.${value}`) }))}
      />
      {audience === 'people' && <PeopleField form={form} />}
      {audience === 'project' && <ProjectField form={form} />}
      {params.map(([name, type]) => (
        <TextField
          key={name}
          type={paramInputs[type]}
          label={name}
          autoComplete="off"
          error={form.fault(`params.${name}`, t('paramMissing'))}
          {...form.register(`params.${name}`, {
            validate: (value) => value.trim() !== '' && typedParam(type, value) !== null,
          })}
        />
      ))}
    </DialogForm>
  );
}

interface FieldProps {
  form: KeptForm<Values>;
}

function PeopleField({ form }: FieldProps) {
  const t = useTranslations('templates');
  const [typed, setTyped] = useState('');
  const { found, isLooking } = usePeopleSearch(typed);
  const { field } = useController({
    control: form.control,
    name: 'people',
    rules: { validate: (people) => people.length > 0 },
  });
  const fault = form.fault('people', t('peopleMissing'));
  return (
    <div className="flex flex-col gap-1">
      <PeoplePicker
        label={t('people')}
        people={found}
        chosen={field.value}
        onChange={field.onChange}
        search={{ onTyped: setTyped, isLooking }}
      />
      {fault && (
        <p role="alert" className="text-small text-danger">
          {fault}
        </p>
      )}
    </div>
  );
}

function ProjectField({ form }: FieldProps) {
  const t = useTranslations('templates');
  const projects = trpc.projects.list.useQuery({});
  return (
    <SelectField
      control={form.control}
      name="projectId"
      label={t('project')}
      rules={{ validate: (projectId) => projectId !== '' }}
      error={form.fault('projectId', t('projectMissing'))}
      options={(projects.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
