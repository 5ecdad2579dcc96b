import { useTranslations } from 'use-intl';
import { categories } from '#domain/notifications/categories.ts';
import { usePreferences } from './use-preferences.ts';

const columns = ['in_app', 'browser', 'push', 'mail'] as const;

/** Category by channel: what is told where. */
export function PreferenceMatrix() {
  const t = useTranslations('preferences');
  const all = useTranslations('notifications');
  const { preferences, change } = usePreferences();
  if (!preferences) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
    <div role="region" aria-label={t('matrix')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-list">
        <thead>
          <tr className="text-small text-quiet">
            <th scope="col" className="border-b border-line py-1.5 pr-3 text-left font-normal">
              {t('about')}
            </th>
            {columns.map((channel) => (
              <th
                key={channel}
                scope="col"
                className="border-b border-line px-1 py-1.5 text-center font-normal max-sm:text-[0.6875rem] sm:px-2"
              >
                {all(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <tr key={category}>
              <th
                scope="row"
                className="border-b border-line py-1 pr-1 text-left font-normal sm:pr-3"
              >
                {t(`category.${category}`)}
              </th>
              {columns.map((channel) => (
                <td key={channel} className="border-b border-line text-center">
                  <label className="target inline-flex items-center justify-center">
                    <span className="sr-only">
                      {t('cell', {
                        category: t(`category.${category}`),
                        channel: all(`channel.${channel}`),
                      })}
                    </span>
                    <input
                      type="checkbox"
                      className="size-4 accent-accent"
                      checked={preferences.categories[category][channel]}
                      onChange={({ target }) =>
                        change({ categories: { [category]: { [channel]: target.checked } } })
                      }
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
