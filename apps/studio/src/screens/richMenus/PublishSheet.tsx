import type { RichMenuDocument } from '@chatloom/messages';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconRotate, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { channelsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { StateBadge } from '../../ui/StateBadge';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/toast';
import { menuKeys, menuQuery, type MenuDetail, type Publication } from './menuQueries';
import { ProblemLines } from './ProblemLines';
import type { MenuProblem } from './problemWords';
import { channelName, PUBLICATION_TONES } from './publicationWords';
import styles from './Designer.module.css';

/** While something is under way at LINE, look this often. */
const LOOK_AGAIN_MS = 800;

interface Props {
  botId: string;
  menu: MenuDetail;
  document: RichMenuDocument;
  problems: readonly MenuProblem[];
  /** Saves the last edits; false when that failed. */
  flush(): Promise<boolean>;
  onShow(problem: MenuProblem): void;
  opened: boolean;
  onClose(): void;
}

/** Brings the menu to customers: where, what is in the way, each step as it happens, and what to do when one fails. */
export function PublishSheet(props: Props) {
  const { t } = useTranslation('richMenus');
  return (
    <Sheet opened={props.opened} onClose={props.onClose} title={t('publish.title')}>
      {props.opened && <PublishForm {...props} />}
    </Sheet>
  );
}

function PublishForm({ botId, menu, problems, flush, onShow }: Props) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const [makeDefault, setMakeDefault] = useState(!menu.isDefault);
  const [busy, setBusy] = useState<'publish' | 'unpublish'>();
  const [failure, setFailure] = useState<string>();
  const channel = channels.find(({ id }) => id === chosen) ?? channels.find(({ kind }) => kind === 'line') ?? channels[0];
  const live = useQuery({
    ...menuQuery(botId, menu.id),
    refetchInterval: ({ state }) => (busy || state.data?.publications.some((one) => one.state === 'working') ? LOOK_AGAIN_MS : false),
  }).data;
  const publications = live?.publications ?? menu.publications;
  const publicationOf = (channelId: string) => publications.find((one) => one.channelId === channelId);
  const publication = channel && publicationOf(channel.id);
  const blocking = problems.filter(({ severity }) => severity === 'blocking');
  const others = problems.filter(({ severity }) => severity !== 'blocking');
  const working = busy !== undefined || publication?.state === 'working';

  const refresh = () => client.invalidateQueries({ queryKey: menuKeys.all(botId) });
  const attempt = async (kind: 'publish' | 'unpublish', work: (channelId: string) => Promise<Publication>) => {
    if (!channel) return;
    setBusy(kind);
    setFailure(undefined);
    try {
      if (kind === 'publish' && !(await flush())) return setFailure(t('publish.notSaved'));
      const after = await work(channel.id);
      if (kind === 'publish' && after.state !== 'failed') {
        // Also while LINE lets us wait: the rule holds from the moment the menu is there.
        if (makeDefault && !menu.isDefault) await call('PUT /bots/:botId/default-rich-menu', { params: { botId }, body: { menuId: menu.id } });
        if (after.state === 'published') toast(t(makeDefault || menu.isDefault ? 'publish.doneForAll' : 'publish.done'));
      }
      if (kind === 'unpublish' && after.state === 'none') toast(t('publish.unpublished'));
    } catch (error) {
      setFailure(error instanceof ApiError && error.details[0] ? error.details.map(({ code, message, params }) => t(`problems.${code}`, { ...params, defaultValue: message })).join('\n') : errorLine(error, t));
    } finally {
      setBusy(undefined);
      void refresh();
    }
  };
  const params = { botId, menuId: menu.id };

  return (
    <div className={styles.panelBody}>
      <fieldset className={styles.group}>
        <legend>{t('publish.where')}</legend>
        {channels.map((one) => {
          const state = publicationOf(one.id)?.state ?? 'none';
          return (
            <label key={one.id} className={styles.choice}>
              <input type="radio" name="channel" checked={one.id === channel?.id} disabled={working} onChange={() => setChosen(one.id)} />
              <span>{channelName(one, t)}</span>
              <StateBadge tone={PUBLICATION_TONES[state]}>{t(`publication.${state}`)}</StateBadge>
            </label>
          );
        })}
      </fieldset>
      {blocking.length > 0 && (
        <section>
          <h2 className={styles.panelTitle}>{t('publish.blocked', { count: blocking.length })}</h2>
          <ProblemLines problems={blocking} action={(problem) => <ShowButton onClick={() => onShow(problem)} />} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h2 className={styles.panelTitle}>{t('publish.advice')}</h2>
          <ProblemLines problems={others} action={(problem) => <ShowButton onClick={() => onShow(problem)} />} />
        </section>
      )}
      {!menu.isDefault && <Switch label={t('publish.makeDefault')} description={t('publish.makeDefaultHelp')} checked={makeDefault} onChange={(event) => setMakeDefault(event.currentTarget.checked)} />}
      <p className={styles.help}>{t('publish.when')}</p>
      {failure && (
        <p role="alert" className={styles.error}>
          {failure}
        </p>
      )}
      {publication && <Steps publication={publication} working={working} tabs={menu.document.tabs} />}
      <div className={styles.row}>
        <Button disabled={blocking.length > 0 || !channel} loading={busy === 'publish' || publication?.state === 'working'} onClick={() => void attempt('publish', (channelId) => call('POST /bots/:botId/rich-menus/:menuId/publish', { params, body: { channelId } }))}>
          {t(publication?.state === 'failed' ? 'publish.again' : 'publish.go')}
        </Button>
        {publication && publication.revision !== null && (
          <Button variant="default" disabled={working} loading={busy === 'unpublish'} onClick={() => void attempt('unpublish', (channelId) => call('POST /bots/:botId/rich-menus/:menuId/unpublish', { params, body: { channelId } }))}>
            {t('publish.takeAway')}
          </Button>
        )}
      </div>
    </div>
  );
}

function ShowButton({ onClick }: { onClick(): void }) {
  const { t } = useTranslation('richMenus');
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {t('publish.show')}
    </Button>
  );
}

const STEP_ICONS = { waiting: IconCircleDashed, running: IconCircleDashed, done: IconCheck, failed: IconX, undone: IconRotate };

function Steps({ publication, working, tabs }: { publication: Publication; working: boolean; tabs: RichMenuDocument['tabs'] }) {
  const { t } = useTranslation('richMenus');
  const format = useFormat();
  const { failure } = publication;
  const tabName = failure?.tabId && tabs.length > 1 ? tabs.find(({ id }) => id === failure.tabId)?.name : undefined;
  return (
    <section aria-label={t('publish.steps')} aria-live="polite" aria-busy={working}>
      {publication.steps.length > 0 && (
        <ol className={styles.steps}>
          {publication.steps.map(({ code, state }) => {
            const Icon = STEP_ICONS[state];
            return (
              <li key={code} data-state={state}>
                <Icon size={18} aria-hidden />
                <span>{t(`steps.${code}`)}</span>
                <span className={styles.stepState}>{t(`stepState.${state}`)}</span>
              </li>
            );
          })}
        </ol>
      )}
      {publication.state === 'waiting' && publication.retryAt && <p className={styles.notice}>{t('publish.waits', { time: format.time(publication.retryAt) })}</p>}
      {failure && (
        <div className={styles.failure} role="alert">
          <p>
            <IconAlertTriangle size={18} aria-hidden />
            <span>
              {tabName && <b>{t('publish.inTab', { tab: tabName })} </b>}
              {t(`failures.${failure.code}`, { ...failure.params, defaultValue: failure.message })}
            </span>
          </p>
          <p>{t(publication.revision === null ? 'publish.nothingLeft' : 'publish.oldStays')}</p>
          {failure.details.length > 0 && (
            <details>
              <summary>{t('publish.lineSaid')}</summary>
              <ul>
                {failure.details.map((detail) => (
                  <li key={detail} lang="en">
                    {detail}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </section>
  );
}
