import { DRAW_KINDS, drawDocumentSchema } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { botQuery } from '../../../api/queries';
import { useFormat } from '../../../i18n/useFormat';
import { Card } from '../../../ui/Card';
import { ChoiceCards } from '../../../ui/ChoiceCards';
import { Stack } from '../../../ui/Stack';
import { Switch } from '../../../ui/Switch';
import { Textarea } from '../../../ui/Textarea';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { CountField } from '../shared/CountField';
import { DraftActions } from '../shared/DraftActions';
import { faultsOf } from '../shared/faultsOf';
import { FlowField } from '../shared/FlowField';
import { MomentField } from '../shared/MomentField';
import { NameField } from '../shared/NameField';
import { DraftFailure } from '../shared/DraftFailure';
import { useGameDraft } from '../shared/useGameDraft';
import { WhoField } from '../shared/WhoField';
import { DRAW_ICONS } from './drawIcons';
import { DrawPreview } from './DrawPreview';
import { type DrawDetail, type DrawDocument, drawKeys } from './drawQueries';
import { PrizesCard } from './PrizesCard';

/** A draw nobody has tried yet: what it is, what can be won, when, who may try and how often, what follows; with its card beside it. */
export function DrawForm({ botId, draw, onStart, onCopy }: { botId: string; draw: DrawDetail; onStart: () => Promise<void>; onCopy: (name: string, document: DrawDocument) => Promise<void> }) {
  const { t } = useTranslation('draws');
  const format = useFormat();
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const draft = useGameDraft<DrawDocument, DrawDetail>(draw, { list: drawKeys.list(botId), one: drawKeys.one(botId, draw.id) }, (body) => call('PUT /bots/:botId/draws/:drawId', { params: { botId, drawId: draw.id }, body }));
  const { name, setName, document, change } = draft;
  const { kind, limits, opensAt, closesAt, drawAt, onEnd } = document;
  const isRaffle = kind === 'raffle';
  const faults = useMemo(() => faultsOf(drawDocumentSchema, document), [document]);
  const faultAt = (...path: (string | number)[]): string | false => {
    const code = faults.get(path.join('.'));
    return code !== undefined && t(`faults.${code}`, { defaultValue: t('faults.other') });
  };
  const codesMissing = document.prizes.some(({ id, codes, stock }) => codes && (draw.prizes.find((prize) => prize.id === id)?.codes ?? 0) < stock);
  const isPast = (moment: string | null) => moment !== null && Date.parse(moment) <= Date.now();
  const isFaulty = faults.size > 0 || name.trim() === '';
  const willWait = opensAt !== null && Date.parse(opensAt) > Date.now();
  const setKind = (next: DrawDocument['kind']) => change({ kind: next, ...(next === 'raffle' ? { chance: { by: 'odds' as const }, spread: 'none' as const } : { drawAt: null }) });
  return (
    <div className={games.beside}>
      <Stack>
        <Card title={t('form.what')}>
          <div className={forms.form}>
            <DraftFailure draft={draft} onCopy={onCopy} />
            <ChoiceCards label={t('form.kind')} value={kind} choices={DRAW_KINDS.map((value) => ({ value, title: t(`kinds.${value}`), help: t(`kindHelp.${value}`), icon: DRAW_ICONS[value] }))} onChange={setKind} />
            <NameField value={name} onChange={setName} />
            <TextInput label={t('form.title')} description={t('form.titleHelp')} value={document.title} maxLength={80} error={faultAt('title')} onChange={(event) => change({ title: event.currentTarget.value })} />
            <Textarea label={t('form.description')} value={document.description} maxLength={1_000} autosize minRows={2} onChange={(event) => change({ description: event.currentTarget.value })} />
          </div>
        </Card>
        <PrizesCard botId={botId} draw={draw} document={document} faultAt={faultAt} onChange={change} />
        <Card title={t('form.when')}>
          <div className={forms.form}>
            <MomentField label={t('form.opensAt')} description={t('form.opensHelp', { zone: timeZone })} timeZone={timeZone} value={opensAt} onChange={(moment) => change({ opensAt: moment })} />
            <MomentField label={t('form.closesAt')} description={t('form.closesHelp')} timeZone={timeZone} value={closesAt} error={faultAt('closesAt') || (isPast(closesAt) && t('faults.past'))} onChange={(moment) => change({ closesAt: moment })} />
            {isRaffle && <MomentField label={t('form.drawAt')} description={t('form.drawHelp')} timeZone={timeZone} value={drawAt} error={faultAt('drawAt') || (isPast(drawAt) && t('faults.past'))} onChange={(moment) => change({ drawAt: moment })} />}
            {!isRaffle && document.chance.by === 'odds' && (
              <Switch label={t('form.spread')} description={t('form.spreadHelp')} checked={document.spread === 'daily'} onChange={(event) => change({ spread: event.currentTarget.checked ? 'daily' : 'none' })} />
            )}
          </div>
        </Card>
        <Card title={t('form.who')}>
          <div className={forms.form}>
            <WhoField botId={botId} label={t('form.whoMay')} value={document.who} onChange={(who) => change({ who })} />
            {!isRaffle && (
              <>
                <CountField label={t('form.tries')} placeholder={t('form.noLimit')} value={limits.tries} min={1} max={1_000} error={faultAt('limits', 'tries')} onChange={(tries) => change({ limits: { ...limits, tries } })} />
                <CountField label={t('form.triesPerDay')} placeholder={t('form.noLimit')} value={limits.triesPerDay} min={1} max={1_000} error={faultAt('limits', 'triesPerDay')} onChange={(triesPerDay) => change({ limits: { ...limits, triesPerDay } })} />
                <CountField label={t('form.wins')} placeholder={t('form.noLimit')} value={limits.wins} min={1} max={1_000} error={faultAt('limits', 'wins')} onChange={(wins) => change({ limits: { ...limits, wins } })} />
              </>
            )}
            <Textarea label={t('form.terms')} description={t('form.termsHelp')} value={document.terms} maxLength={5_000} autosize minRows={2} maxRows={10} onChange={(event) => change({ terms: event.currentTarget.value })} />
            <Switch label={t('form.showNames')} checked={document.showNames} onChange={(event) => change({ showNames: event.currentTarget.checked })} />
            <Switch label={t('form.showStock')} checked={document.showStock} onChange={(event) => change({ showStock: event.currentTarget.checked })} />
          </div>
        </Card>
        <Card title={t('form.after')}>
          <div className={forms.form}>
            <p>{t(isRaffle ? 'form.afterRaffle' : 'form.afterText')}</p>
            <FlowField
              botId={botId}
              label={t('form.winnersFlow')}
              description={isRaffle ? t('form.winnersFlowPrice', { count: document.prizes.reduce((sum, { stock }) => sum + stock, 0), number: format.number(document.prizes.reduce((sum, { stock }) => sum + stock, 0)) }) : undefined}
              value={onEnd.winnersFlowId}
              onChange={(winnersFlowId) => change({ onEnd: { ...onEnd, winnersFlowId } })}
            />
            <FlowField botId={botId} label={t('form.othersFlow')} value={onEnd.othersFlowId} onChange={(othersFlowId) => change({ onEnd: { ...onEnd, othersFlowId } })} />
            <p>{t('form.frozen')}</p>
            {codesMissing && <p role="status">{t('form.codesMissing')}</p>}
            <DraftActions draft={draft} isFaulty={isFaulty} isBlocked={codesMissing || isPast(closesAt) || isPast(drawAt)} verb={t(willWait ? 'form.schedule' : 'form.start')} onOpen={onStart} />
          </div>
        </Card>
      </Stack>
      <DrawPreview botId={botId} document={document} />
    </div>
  );
}
