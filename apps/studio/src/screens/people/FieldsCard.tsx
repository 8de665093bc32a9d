import { IconHistory, IconPencil, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ChangeCause, ContactDetail, ContactField } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { fieldChangesQuery, fieldsQuery } from './contactQueries';
import { FieldEditor } from './FieldEditor';
import { FieldValue } from './FieldValue';
import { fieldWords } from './fieldWords';
import styles from './PersonPage.module.css';

/** What is kept about a person, each field with an editor of its type and the story of its changes. */
export function FieldsCard({ botId, person }: { botId: string; person: ContactDetail }) {
  const { t } = useTranslation(['contacts', 'people']);
  const format = useFormat();
  const known = useQuery(fieldsQuery(botId)).data?.items ?? [];
  const [editing, setEditing] = useState<string>();
  const [story, setStory] = useState<string>();
  const filled = Object.keys(person.fields).filter((key) => person.fields[key] !== null);
  const shown: ContactField[] = [
    ...known.filter(({ key, isDefined }) => isDefined || filled.includes(key)),
    ...filled.filter((key) => !known.some((field) => field.key === key)).map((key): ContactField => ({ key, label: key, type: 'text', options: [], description: '', isDefined: false, createdAt: null })),
  ];
  const empty = shown.filter(({ key }) => !filled.includes(key) && key !== editing);
  const rows = shown.filter(({ key }) => filled.includes(key) || key === editing || key === story);

  return (
    <div className={styles.stack}>
      {rows.length === 0 && <p className={styles.text}>{t('fields.noneYet')}</p>}
      {rows.length > 0 && (
        <ul className={styles.fields}>
          {rows.map((field) => {
            const value = person.fields[field.key];
            return (
              <li key={field.key}>
                {editing === field.key ? (
                  <FieldEditor botId={botId} contactId={person.id} field={field} value={value} onDone={() => setEditing(undefined)} />
                ) : (
                  <div className={styles.fieldHead}>
                    <div className={styles.fieldWords}>
                      <div className={styles.text}>{field.label}</div>
                      <div>
                        {value === undefined || value === null ? (
                          t('fields.empty')
                        ) : typeof value === 'object' && !Array.isArray(value) ? (
                          <FieldValue botId={botId} value={value} />
                        ) : (
                          fieldWords(value, field, { t: t as never, format })
                        )}
                      </div>
                    </div>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.edit', { name: field.label })} onClick={() => setEditing(field.key)}>
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.story', { name: field.label })} aria-expanded={story === field.key} onClick={() => setStory(story === field.key ? undefined : field.key)}>
                      <IconHistory size={16} aria-hidden />
                    </ActionIcon>
                  </div>
                )}
                {person.unfitting.includes(field.key) && <p className={styles.unfit}>{t('fields.unfit', { type: t(`fieldTypes.${field.type}`) })}</p>}
                {story === field.key && <FieldStory botId={botId} contactId={person.id} field={field} />}
              </li>
            );
          })}
        </ul>
      )}
      {empty.length > 0 && (
        <NativeSelect
          aria-label={t('fields.fill')}
          leftSection={<IconPlus size={16} aria-hidden />}
          value=""
          data={[{ value: '', label: t('fields.fill') }, ...empty.map(({ key, label }) => ({ value: key, label }))]}
          onChange={(event) => setEditing(event.currentTarget.value || undefined)}
        />
      )}
      <p className={styles.text}>
        <Link to="/b/$botId/people/fields" params={{ botId }}>
          {t('fields.manage')}
        </Link>
      </p>
    </div>
  );
}

/** Who or what changed a field, newest first. */
function FieldStory({ botId, contactId, field }: { botId: string; contactId: string; field: ContactField }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const changes = useInfiniteQuery(fieldChangesQuery(botId, contactId, field.key));
  const items = changes.data?.pages.flatMap((page) => page.items);
  const cause = (by: ChangeCause): string => {
    switch (by.by) {
      case 'flow': {
        const flow = flows?.find(({ id }) => id === by.flowId)?.name;
        return flow ? t('causes.flow', { flow }) : t('causes.someFlow');
      }
      case 'person':
        return by.name ? t('causes.person', { name: by.name }) : t('causes.somebody');
      case 'api':
        return t('causes.api');
      case 'import':
        return by.fileName ? t('causes.import', { file: by.fileName }) : t('causes.someImport');
      case 'system':
        return t('causes.system');
    }
  };
  const words = (value: unknown) => fieldWords(value, field, { t: t as never, format }) || t('fields.empty');
  if (!items) return <SkeletonList count={1} height={40} />;
  if (items.length === 0) return <p className={styles.text}>{t('fields.noStory')}</p>;
  return (
    <>
      <ol className={styles.changes} aria-label={t('fields.story', { name: field.label })}>
        {items.map((change) => (
          <li key={change.id}>
            <div>{t('fields.change', { before: words(change.before), after: words(change.after) })}</div>
            <div className={styles.text}>
              {cause(change.cause)} · <time dateTime={change.at}>{format.dateTime(change.at)}</time>
            </div>
          </li>
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button variant="subtle" size="compact-sm" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </>
  );
}
