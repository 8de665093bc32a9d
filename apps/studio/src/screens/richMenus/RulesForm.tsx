import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { newUuid } from '../../api/newUuid';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { menuKeys, type MenuRules, type MenuSummary } from './menuQueries';
import { WindowForm } from './WindowForm';
import designer from './Designer.module.css';
import styles from './RulesPage.module.css';

type TagRule = MenuRules['tagRules'][number];
type Scheduled = MenuRules['schedule'][number];

/** The rules as cards from strongest to weakest. Saved by a button: it changes what customers see. */
export function RulesForm({ botId, rules, menus }: { botId: string; rules: MenuRules; menus: MenuSummary[] }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const [value, setValue] = useState(rules);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [tried, setTried] = useState(false);
  const first = menus[0]?.id;
  const options = menus.map(({ id, name, publications }) => ({ value: id, label: publications.some(({ tabs }) => tabs.length > 0) ? name : t('rules.notPublished', { name }) }));
  const missingTag = (rule: TagRule) => tried && rule.tag.trim() === '';

  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (value.tagRules.some(({ tag }) => tag.trim() === '')) return setProblem(t('rules.tagMissing'));
    setBusy(true);
    try {
      client.setQueryData(menuKeys.rules(botId), await call('PUT /bots/:botId/rich-menu-rules', { params: { botId }, body: value }));
      void client.invalidateQueries({ queryKey: menuKeys.all(botId) });
      toast(t('rules.saved'));
    } catch (error) {
      setProblem(error instanceof ApiError && error.details[0] ? error.details.map(({ code, message, params }) => t(`problems.${code}`, { ...params, defaultValue: message })).join('\n') : errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  const setTags = (tagRules: TagRule[]) => setValue({ ...value, tagRules });
  const setSchedule = (schedule: Scheduled[]) => setValue({ ...value, schedule });

  return (
    <form
      className={designer.panelBody}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormError>{problem}</FormError>
      {menus.length === 0 && <p className={designer.hint}>{t('rules.noMenus')}</p>}
      <Card title={t('rules.manual.title')}>
        <p className={designer.hint}>{t('rules.manual.text')}</p>
      </Card>
      <Card title={t('rules.tags.title')}>
        <p className={designer.hint}>{t('rules.tags.text')}</p>
        <ol className={styles.list}>
          {value.tagRules.map((rule, index) => (
            <Row key={rule.id} list={value.tagRules} index={index} onList={setTags} name={rule.tag || t('rules.tags.new')}>
              <TextInput
                label={t('rules.tags.tag')}
                maxLength={100}
                value={rule.tag}
                error={missingTag(rule) && t('rules.tags.missing')}
                onChange={(event) => setTags(replaced(value.tagRules, index, { ...rule, tag: event.currentTarget.value }))}
              />
              <NativeSelect label={t('rules.menu')} value={rule.menuId} data={withGone(options, rule.menuId, t('rules.goneMenu'))} onChange={(event) => setTags(replaced(value.tagRules, index, { ...rule, menuId: event.currentTarget.value }))} />
            </Row>
          ))}
        </ol>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={!first} onClick={() => setTags([...value.tagRules, { id: newUuid(), tag: '', menuId: first! }])}>
          {t('rules.tags.add')}
        </Button>
      </Card>
      <Card title={t('rules.schedule.title')}>
        <p className={designer.hint}>{t('rules.schedule.text')}</p>
        <ol className={styles.list}>
          {value.schedule.map((rule, index) => (
            <Row key={rule.id} list={value.schedule} index={index} onList={setSchedule} name={menus.find(({ id }) => id === rule.menuId)?.name ?? t('rules.noMenu')}>
              <NativeSelect
                label={t('rules.menu')}
                value={rule.menuId ?? ''}
                data={[{ value: '', label: t('rules.noMenu') }, ...withGone(options, rule.menuId, t('rules.goneMenu'))]}
                onChange={(event) => setSchedule(replaced(value.schedule, index, { ...rule, menuId: event.currentTarget.value || null }))}
              />
              <WindowForm window={rule.window} onChange={(window) => setSchedule(replaced(value.schedule, index, { ...rule, window }))} />
            </Row>
          ))}
        </ol>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={!first}
          onClick={() => setSchedule([...value.schedule, { id: newUuid(), menuId: first!, window: { type: 'weekly', days: [6, 7], from: '10:00', until: '22:00' } }])}
        >
          {t('rules.schedule.add')}
        </Button>
      </Card>
      <Card title={t('rules.default.title')}>
        <NativeSelect
          label={t('rules.menu')}
          description={t('rules.default.help')}
          value={value.defaultMenuId ?? ''}
          data={[{ value: '', label: t('rules.noMenu') }, ...withGone(options, value.defaultMenuId, t('rules.goneMenu'))]}
          onChange={(event) => setValue({ ...value, defaultMenuId: event.currentTarget.value || null })}
        />
      </Card>
      <Button type="submit" loading={busy} disabled={value === rules} className={designer.start}>
        {t('rules.save')}
      </Button>
    </form>
  );
}

/** One rule of a list with its place: up, down, remove. */
function Row<T>({ list, index, onList, name, children }: { list: T[]; index: number; onList(list: T[]): void; name: string; children: ReactNode }) {
  const { t } = useTranslation('richMenus');
  const swap = (other: number) => onList(list.map((item, at) => (at === index ? list[other]! : at === other ? list[index]! : item)));
  return (
    <li className={styles.rule}>
      <span className={styles.place}>{index + 1}</span>
      <div className={styles.fields}>{children}</div>
      <div className={styles.buttons}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rules.up', { name })} disabled={index === 0} onClick={() => swap(index - 1)}>
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rules.down', { name })} disabled={index === list.length - 1} onClick={() => swap(index + 1)}>
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rules.remove', { name })} onClick={() => onList(list.filter((_, at) => at !== index))}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
    </li>
  );
}

const replaced = <T,>(list: T[], index: number, item: T): T[] => list.map((old, at) => (at === index ? item : old));

/** The options and, when the chosen menu is not among them any more, a line that says so. */
const withGone = (options: { value: string; label: string }[], chosen: string | null, gone: string) => (chosen === null || options.some(({ value }) => value === chosen) ? options : [...options, { value: chosen, label: gone }]);
