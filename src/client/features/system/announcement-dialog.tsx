import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'use-intl';
import { announcementAudience, announcementType } from '#domain/system/announcement.events.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Announcement } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { changedMoment, localInput, momentOf, ownTimeZone } from '#client/ui/local-moment.ts';
import { SelectField } from '#client/ui/select-field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { announcementSchema, type AnnouncementValues } from './announcement-schema.ts';

interface AnnouncementDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The one to be edited; null for a new one. */
  announcement: Announcement | null;
}

export function AnnouncementDialog(props: AnnouncementDialogProps) {
  const t = useTranslations('announcements');
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.announcement ? t('edit') : t('new')}
    >
      <AnnouncementForm {...props} />
    </Dialog>
  );
}

function valuesOf(announcement: Announcement | null): AnnouncementValues {
  if (!announcement) {
    const fresh = { title: '', message: '', projectId: '', startsAt: '', expiresAt: '' };
    return { ...fresh, type: 'info', audience: 'everyone' };
  }
  const { title, message, type, audience, project_id, starts_at, expires_at } = announcement;
  return {
    title,
    message,
    type,
    audience,
    projectId: project_id ?? '',
    startsAt: localInput(new Date(starts_at)),
    expiresAt: expires_at === null ? '' : localInput(new Date(expires_at)),
  };
}

/** What is to be sent. */
function bodyOf(values: AnnouncementValues, old: Announcement | null) {
  const { title, message, type, audience, projectId, startsAt, expiresAt } = values;
  return {
    title,
    message,
    type,
    audience,
    project_id: audience === 'project' ? projectId : null,
    starts_at: changedMoment(startsAt, old?.starts_at),
    expires_at: changedMoment(expiresAt, old?.expires_at),
  };
}

function AnnouncementForm({ announcement, onOpenChange }: AnnouncementDialogProps) {
  const t = useTranslations('announcements');
  const typeNames = useTranslations('system.types');
  const toast = useToast();
  const utils = trpc.useUtils();
  const projects = trpc.projects.list.useQuery({});
  const announce = trpc.system.announce.useMutation();
  const edit = trpc.system.editAnnouncement.useMutation();
  const form = useKeptForm<AnnouncementValues>({
    key: `announcement.${announcement?.id ?? ''}`,
    version: announcement?.version ?? null,
    resolver: zodResolver(announcementSchema),
    defaultValues: valuesOf(announcement),
  });
  const { register, control, watch } = form;
  const isPublished = announcement?.status === 'published';
  const isLater = momentOf(watch('startsAt')) !== null;
  const store = async (values: AnnouncementValues) => {
    const body = bodyOf(values, announcement);
    const { title, message, type, expires_at } = body;
    if (!announcement) await announce.mutateAsync(body);
    else {
      const { id, version } = announcement;
      const changes = isPublished
        ? { title, message, type, expires_at }
        : { ...body, starts_at: body.starts_at ?? new Date().toISOString() };
      await edit.mutateAsync({ id, version, ...changes });
    }
    await utils.system.announcements.invalidate();
    toast(announcement ? t('saved') : isLater ? t('scheduled') : t('published'));
    onOpenChange(false);
  };
  const zone = ownTimeZone();
  return (
    <DialogForm
      form={form}
      submitLabel={announcement ? t('save') : isLater ? t('schedule') : t('publish')}
      onCancel={() => onOpenChange(false)}
      onStore={store}
    >
      <TextField
        label={t('title')}
        error={form.fault('title', t('titleMissing'))}
        {...register('title')}
      />
      <TextAreaField
        label={t('message')}
        error={form.fault('message', t('messageLong'))}
        {...register('message')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          control={control}
          name="type"
          label={t('type')}
          options={announcementType.options.map((value) => ({ value, label: typeNames(value) }))}
        />
        <SelectField
          control={control}
          name="audience"
          label={t('audience')}
          disabled={isPublished}
          options={announcementAudience.options.map((value) => ({
            value,
            label: t(`audiences.${value}`),
          }))}
        />
      </div>
      {watch('audience') === 'project' && (
        <SelectField
          control={control}
          name="projectId"
          label={t('project')}
          disabled={isPublished}
          error={form.fault('projectId', t('projectMissing'))}
          options={(projects.data?.results ?? []).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="datetime-local"
          label={t('startsAt')}
          hint={isPublished ? t('fixed') : t('startsAtHint', { zone })}
          error={form.fault('startsAt', '')}
          readOnly={isPublished}
          {...register('startsAt')}
        />
        <TextField
          type="datetime-local"
          label={t('expiresAt')}
          hint={t('expiresAtHint')}
          error={form.fault('expiresAt', t('expiresTooEarly'))}
          {...register('expiresAt')}
        />
      </div>
    </DialogForm>
  );
}
