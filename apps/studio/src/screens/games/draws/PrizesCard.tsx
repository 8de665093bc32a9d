import { DRAW } from '@chatloom/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../../../ui/ActionIcon';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { ChoiceCards } from '../../../ui/ChoiceCards';
import { Switch } from '../../../ui/Switch';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import { CountField } from '../shared/CountField';
import { PictureField } from '../shared/PictureField';
import { ChanceBar } from './ChanceBar';
import type { DrawDetail, DrawDocument, DrawPrize } from './drawQueries';
import styles from './draws.module.css';
import { PrizeCodes } from './PrizeCodes';

export interface PrizesCardProps {
  botId: string;
  draw: DrawDetail;
  document: DrawDocument;
  /** What is wrong at this path, in words. */
  faultAt(...path: (string | number)[]): string | false;
  onChange(part: Partial<DrawDocument>): void;
}

/** What can be won: each prize with its number and chance, what everybody else gets, and what that comes to. */
export function PrizesCard({ botId, draw, document, faultAt, onChange }: PrizesCardProps) {
  const { t } = useTranslation('draws');
  const { kind, prizes, chance, losersPrize } = document;
  const isRaffle = kind === 'raffle';
  const byOdds = !isRaffle && chance.by === 'odds';
  const changePrize = (index: number, part: Partial<DrawPrize>) => onChange({ prizes: prizes.map((prize, i) => (i === index ? { ...prize, ...part } : prize)) });
  return (
    <Card title={t('form.prizes')}>
      <div className={forms.form}>
        {!isRaffle && (
          <ChoiceCards
            label={t('form.chance')}
            value={chance.by}
            choices={(['odds', 'tickets'] as const).map((by) => ({ value: by, title: t(`chance.${by}.title`), help: t(`chance.${by}.help`) }))}
            onChange={(by) => onChange({ chance: by === 'odds' ? { by } : { by, total: 1_000 }, ...(by === 'tickets' && { spread: 'none' as const }) })}
          />
        )}
        {!isRaffle && chance.by === 'tickets' && (
          <CountField label={t('form.tickets')} description={t('form.ticketsHelp')} value={chance.total} min={1} max={DRAW.maxTickets} error={faultAt('chance', 'total')} onChange={(total) => onChange({ chance: { by: 'tickets', total: total ?? 0 } })} />
        )}
        <ol className={styles.prizes}>
          {prizes.map((prize, index) => (
            <li key={prize.id}>
              <div className={styles.prizeHead}>
                <TextInput label={t('form.prize', { n: index + 1 })} value={prize.name} maxLength={80} error={faultAt('prizes', index, 'name')} onChange={(event) => changePrize(index, { name: event.currentTarget.value })} />
                <ActionIcon variant="subtle" color="red" size={44} aria-label={t('form.removePrize', { name: prize.name })} disabled={prizes.length === 1} onClick={() => onChange({ prizes: prizes.filter((_, i) => i !== index) })}>
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </div>
              <div className={styles.two}>
                <CountField label={t('form.stock')} value={prize.stock} min={1} max={DRAW.maxStock} error={faultAt('prizes', index, 'stock')} onChange={(stock) => changePrize(index, { stock: stock ?? 0 })} />
                {byOdds && <CountField label={t('form.odds')} suffix="%" scale={10_000} value={prize.odds} min={0} max={DRAW.wholeOdds} error={faultAt('prizes', index, 'odds')} onChange={(odds) => changePrize(index, { odds: odds ?? 0 })} />}
              </div>
              <details className={styles.morePrize} open={prize.codes || faultAt('prizes', index, 'imageUrl') !== false || undefined}>
                <summary>{t('form.morePrize')}</summary>
                <div className={styles.moreFields}>
                  <TextInput label={t('form.prizeText')} value={prize.description} maxLength={300} onChange={(event) => changePrize(index, { description: event.currentTarget.value })} />
                  <PictureField botId={botId} label={t('form.picture')} value={prize.imageUrl} error={faultAt('prizes', index, 'imageUrl')} onChange={(imageUrl) => changePrize(index, { imageUrl })} />
                  <TextInput label={t('form.tag')} value={prize.tag ?? ''} maxLength={50} onChange={(event) => changePrize(index, { tag: event.currentTarget.value || null })} />
                  <Switch label={t('form.codes')} description={t('form.codesHelp')} checked={prize.codes} onChange={(event) => changePrize(index, { codes: event.currentTarget.checked })} />
                  {prize.codes && (
                    <PrizeCodes
                      botId={botId}
                      drawId={draw.id}
                      prizeId={prize.id}
                      prizeName={prize.name}
                      codes={draw.prizes.find(({ id }) => id === prize.id)?.codes ?? 0}
                      needed={prize.stock}
                      isStored={draw.document.prizes.some(({ id, codes }) => id === prize.id && codes)}
                    />
                  )}
                </div>
              </details>
            </li>
          ))}
        </ol>
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={prizes.length >= DRAW.maxPrizes}
            onClick={() => onChange({ prizes: [...prizes, { id: freeId(prizes), name: t('example.third'), description: '', imageUrl: null, stock: 10, odds: 0, codes: false, tag: null }] })}
          >
            {t('form.addPrize')}
          </Button>
        </div>
        <Switch label={t('form.losers')} description={t('form.losersHelp')} checked={losersPrize !== null} onChange={(event) => onChange({ losersPrize: event.currentTarget.checked ? { name: t('example.losers'), description: '', imageUrl: null, code: null, tag: null } : null })} />
        {losersPrize && (
          <>
            <TextInput label={t('form.losersName')} value={losersPrize.name} maxLength={80} error={faultAt('losersPrize', 'name')} onChange={(event) => onChange({ losersPrize: { ...losersPrize, name: event.currentTarget.value } })} />
            <TextInput label={t('form.losersCode')} description={t('form.losersCodeHelp')} value={losersPrize.code ?? ''} maxLength={DRAW.codeLength} onChange={(event) => onChange({ losersPrize: { ...losersPrize, code: event.currentTarget.value || null } })} />
          </>
        )}
        {faultAt('prizes') && <p className={styles.tooMuch}>{faultAt('prizes')}</p>}
        <ChanceBar document={document} />
      </div>
    </Card>
  );
}

function freeId(prizes: readonly DrawPrize[]): string {
  for (let n = prizes.length + 1; ; n += 1) if (!prizes.some(({ id }) => id === `prize${n}`)) return `prize${n}`;
}
