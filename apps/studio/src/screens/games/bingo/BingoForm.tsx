import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { bingoDocumentSchema } from '@chatloom/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { botQuery } from '../../../api/queries';
import { ActionIcon } from '../../../ui/ActionIcon';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { NativeSelect } from '../../../ui/NativeSelect';
import { Switch } from '../../../ui/Switch';
import { Textarea } from '../../../ui/Textarea';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import { type BingoDetail, type BingoDocument, bingoKeys } from './bingoQueries';
import { CountField } from '../shared/CountField';
import { DraftActions } from '../shared/DraftActions';
import { DraftFailure } from '../shared/DraftFailure';
import { faultBelow, faultsOf } from '../shared/faultsOf';
import { MomentField } from '../shared/MomentField';
import { NameField } from '../shared/NameField';
import { useGameDraft } from '../shared/useGameDraft';
import { WhoField } from '../shared/WhoField';
import styles from './bingo.module.css';
import { ItemPictures } from './ItemPictures';
import { itemsOfLines } from './itemsOfLines';
import { newsCost } from './newsCost';
import { PatternGrid } from './PatternGrid';
import { TimesField } from './TimesField';

const PATTERNS = ['line', 'twoLines', 'corners', 'blackout', 'own'] as const;
type Prize = BingoDocument['prizes'][number];

/** The rules of a game nobody has joined yet: cards, prizes, how it is called, who may play. */
export function BingoForm({ botId, game, onOpen, onCopy }: { botId: string; game: BingoDetail; onOpen: () => Promise<void>; onCopy: (name: string, document: BingoDocument) => Promise<void> }) {
  const { t } = useTranslation(['bingo', 'games']);
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const draft = useGameDraft<BingoDocument, BingoDetail>(game, { list: bingoKeys.list(botId), one: bingoKeys.one(botId, game.id) }, (body) => call('PUT /bots/:botId/bingo/:gameId', { params: { botId, gameId: game.id }, body }));
  const { name, setName, document, change } = draft;
  const { card, prizes, calls, entry } = document;
  const changePrize = (index: number, part: Partial<Prize>) => change({ prizes: prizes.map((prize, i) => (i === index ? { ...prize, ...part } : prize)) });
  const faults = useMemo(() => faultsOf(bingoDocumentSchema, document), [document]);
  const faultAt = (...path: (string | number)[]) => {
    const code = faults.get(path.join('.'));
    return code !== undefined && t(`faults.${code}`, { defaultValue: t('faults.other') });
  };
  const isFaulty = faults.size > 0 || name.trim() === '';
  const size = card.type === 'balls90' ? 0 : card.size;
  return (
    <>
      <Card title={t('form.cards')}>
        <div className={forms.form}>
          <DraftFailure draft={draft} onCopy={onCopy} />
          <NameField value={name} onChange={setName} />
          <TextInput label={t('form.title')} description={t('form.titleHelp')} value={document.title} maxLength={80} error={faultAt('title')} onChange={(event) => change({ title: event.currentTarget.value })} />
          <NativeSelect label={t('form.kind')} value={card.type} data={(['balls75', 'balls90', 'list'] as const).map((type) => ({ value: type, label: t(`kinds.${type}`) }))} onChange={(event) => change({ card: cardOf(event.currentTarget.value) })} />
          {card.type !== 'balls90' && (
            <NativeSelect label={t('form.size')} value={String(size)} data={[3, 4, 5].map((n) => ({ value: String(n), label: `${n} × ${n}` }))} onChange={(event) => change({ card: { ...card, size: Number(event.currentTarget.value) as 3 | 4 | 5 } })} />
          )}
          {card.type !== 'balls90' && size % 2 === 1 && <Switch label={t('form.freeCentre')} checked={card.freeCentre} onChange={(event) => change({ card: { ...card, freeCentre: event.currentTarget.checked } })} />}
          {card.type === 'list' && (
            <Textarea
              label={t('form.items')}
              description={t('form.itemsHelp')}
              value={card.items.map(({ label }) => label).join('\n')}
              autosize
              minRows={6}
              error={faultAt('card', 'items') || faultBelow(faults, 'card.items.', (code) => t(`faults.${code}`, { defaultValue: t('faults.other') }))}
              onChange={(event) => change({ card: { ...card, items: itemsOfLines(card.items, event.currentTarget.value) } })}
              // A list that was pasted often ends with an empty line: nobody means that as a thing to call.
              onBlur={() => card.items.some(({ label }) => label.trim() === '') && change({ card: { ...card, items: card.items.filter(({ label }) => label.trim() !== '') } })}
            />
          )}
          {card.type === 'list' && <ItemPictures botId={botId} items={card.items} errorOf={(index) => faultAt('card', 'items', index, 'imageUrl')} onChange={(items) => change({ card: { ...card, items } })} />}
        </div>
      </Card>
      <Card title={t('form.prizes')}>
        <div className={forms.form}>
          <p>{t('form.prizesHelp')}</p>
          <ol className={styles.prizes}>
            {prizes.map((prize, index) => (
              <li key={prize.id}>
                <div className={styles.prizeRow}>
                  <TextInput label={t('form.prize', { n: index + 1 })} value={prize.name} maxLength={80} error={faultAt('prizes', index, 'name')} onChange={(event) => changePrize(index, { name: event.currentTarget.value })} />
                  <CountField label={t('form.winners')} min={1} max={1_000} value={prize.winners} error={faultAt('prizes', index, 'winners')} onChange={(winners) => changePrize(index, { winners: winners ?? 0 })} />
                  <ActionIcon variant="subtle" color="red" size={44} aria-label={t('form.removePrize', { name: prize.name })} disabled={prizes.length === 1} onClick={() => change({ prizes: prizes.filter((_, i) => i !== index) })}>
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </div>
                <NativeSelect
                  label={t('form.pattern')}
                  value={prize.pattern.type}
                  error={faultAt('prizes', index, 'pattern')}
                  data={PATTERNS.filter((type) => card.type !== 'balls90' || type !== 'corners').map((type) => ({ value: type, label: t(`patterns.${type}`) }))}
                  onChange={(event) => changePrize(index, { pattern: patternOf(event.currentTarget.value) })}
                />
                {prize.pattern.type === 'own' && <PatternGrid rows={size || 3} columns={size || 9} cells={prize.pattern.cells} onChange={(cells) => changePrize(index, { pattern: { type: 'own', cells } })} />}
                <TextInput label={t('form.tag')} value={prize.tag ?? ''} maxLength={50} onChange={(event) => changePrize(index, { tag: event.currentTarget.value || null })} />
              </li>
            ))}
          </ol>
          <div>
            <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} disabled={prizes.length >= 20} onClick={() => change({ prizes: [...prizes, { id: freeId(prizes), name: t('example.main'), pattern: { type: 'line' }, winners: 1, tag: null }] })}>
              {t('form.addPrize')}
            </Button>
          </div>
          <Switch label={t('form.onePrizeEach')} checked={document.onePrizeEach} onChange={(event) => change({ onePrizeEach: event.currentTarget.checked })} />
        </div>
      </Card>
      <Card title={t('form.play')}>
        <div className={forms.form}>
          <NativeSelect label={t('form.calls')} value={calls.by} data={(['hand', 'interval', 'daily', 'event'] as const).map((by) => ({ value: by, label: t(`calls.${by}`) }))} onChange={(event) => change({ calls: callsOf(event.currentTarget.value) })} />
          {calls.by === 'interval' && <CountField label={t('form.everySeconds')} min={5} max={86_400} value={calls.everySeconds} error={faultAt('calls', 'everySeconds')} onChange={(everySeconds) => change({ calls: { by: 'interval', everySeconds: everySeconds ?? 0 } })} />}
          {calls.by === 'daily' && <TimesField label={t('form.times', { zone: timeZone })} description={t('form.timesHelp')} value={calls.times} error={faultBelow(faults, 'calls.times', () => t('faults.times'))} onChange={(times) => change({ calls: { by: 'daily', times } })} />}
          {calls.by !== 'event' && <NativeSelect label={t('form.marking')} value={document.marking} data={(['automatic', 'byPlayer'] as const).map((how) => ({ value: how, label: t(`marking.${how}`) }))} onChange={(event) => change({ marking: event.currentTarget.value as BingoDocument['marking'] })} />}
          <Switch label={t('form.claim')} description={t('form.claimHelp')} checked={document.claimSeconds !== null} onChange={(event) => change({ claimSeconds: event.currentTarget.checked ? 60 : null })} />
          {document.claimSeconds !== null && <CountField label={t('form.claimSeconds')} min={5} max={86_400} value={document.claimSeconds} error={faultAt('claimSeconds')} onChange={(claimSeconds) => change({ claimSeconds: claimSeconds ?? 0 })} />}
          <CountField label={t('form.rounds')} min={1} max={20} value={document.rounds} error={faultAt('rounds')} onChange={(rounds) => change({ rounds: rounds ?? 0 })} />
          <MomentField label={t('form.startsAt')} description={t('form.startsHelp', { zone: timeZone })} timeZone={timeZone} value={document.startsAt} onChange={(startsAt) => change({ startsAt })} />
        </div>
      </Card>
      <Card title={t('form.people')}>
        <div className={forms.form}>
          <WhoField botId={botId} label={t('form.who')} value={entry.who} onChange={(who) => change({ entry: { ...entry, who } })} />
          <TextInput label={t('form.code')} description={t('form.codeHelp')} value={entry.code ?? ''} maxLength={40} onChange={(event) => change({ entry: { ...entry, code: event.currentTarget.value || null } })} />
          <CountField label={t('form.maxPlayers')} min={1} max={20_000} value={entry.maxPlayers} error={faultAt('entry', 'maxPlayers')} onChange={(maxPlayers) => change({ entry: { ...entry, maxPlayers: maxPlayers ?? 0 } })} />
          <Switch label={t('form.late')} checked={entry.late} onChange={(event) => change({ entry: { ...entry, late: event.currentTarget.checked } })} />
          <NativeSelect
            label={t('form.news')}
            description={document.news === 'none' ? t('form.newsFree') : t('form.newsCost', { count: newsCost(document, entry.maxPlayers).inAll })}
            value={document.news}
            data={(['none', 'winners', 'everyCall'] as const).map((news) => ({ value: news, label: t(`news.${news}`) }))}
            onChange={(event) => change({ news: event.currentTarget.value as BingoDocument['news'] })}
          />
          <Switch label={t('form.showNames')} description={t('form.showNamesHelp')} checked={document.showNames} onChange={(event) => change({ showNames: event.currentTarget.checked })} />
          <DraftActions draft={draft} isFaulty={isFaulty} verb={t('form.open')} onOpen={onOpen} />
        </div>
      </Card>
    </>
  );
}

function cardOf(type: string): BingoDocument['card'] {
  if (type === 'balls90') return { type };
  return type === 'list' ? { type, size: 3, freeCentre: false, items: [] } : { type: 'balls75', size: 5, freeCentre: true };
}

function patternOf(type: string): Prize['pattern'] {
  return type === 'own' ? { type, cells: [] } : { type: type as 'line' };
}

function callsOf(by: string): BingoDocument['calls'] {
  if (by === 'interval') return { by, everySeconds: 30 };
  return by === 'daily' ? { by, times: ['12:00'] } : { by: by as 'hand' | 'event' };
}

function freeId(prizes: readonly Prize[]): string {
  for (let n = prizes.length + 1; ; n += 1) if (!prizes.some(({ id }) => id === `prize${n}`)) return `prize${n}`;
}
