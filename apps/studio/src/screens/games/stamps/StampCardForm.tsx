import { STAMP_CARD, STAMP_ICONS, stampCardDocumentSchema } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { botQuery, flowsQuery } from '../../../api/queries';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { ChoiceCards } from '../../../ui/ChoiceCards';
import { NativeSelect } from '../../../ui/NativeSelect';
import { Stack } from '../../../ui/Stack';
import { Textarea } from '../../../ui/Textarea';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { CountField } from '../shared/CountField';
import { DraftActions } from '../shared/DraftActions';
import { ExpiryField } from '../shared/ExpiryField';
import { faultBelow, faultsOf } from '../shared/faultsOf';
import { MomentField } from '../shared/MomentField';
import { NameField } from '../shared/NameField';
import { PictureField } from '../shared/PictureField';
import { DraftFailure } from '../shared/DraftFailure';
import { useGameDraft } from '../shared/useGameDraft';
import { vouchersQuery } from '../vouchers/voucherQueries';
import { StampPreview } from './StampPreview';
import { type StampCardDetail, type StampCardDocument, stampKeys } from './stampQueries';
import { STAMP_PICTURES } from './StampRow';

/** What a stamp card looks like, what a full one brings, and how stamps are had; with the card beside it. */
export function StampCardForm({ botId, card, onOpen, onCopy }: { botId: string; card: StampCardDetail; onOpen: () => Promise<void>; onCopy: (name: string, document: StampCardDocument) => Promise<void> }) {
  const { t } = useTranslation(['stamps', 'vouchers', 'games']);
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const vouchers = useQuery(vouchersQuery(botId)).data?.items ?? [];
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  const draft = useGameDraft<StampCardDocument, StampCardDetail>(card, { list: stampKeys.list(botId), one: stampKeys.one(botId, card.id) }, (body) => call('PUT /bots/:botId/stamp-cards/:cardId', { params: { botId, cardId: card.id }, body }));
  const { name, setName, document, change } = draft;
  const faults = useMemo(() => faultsOf(stampCardDocumentSchema, document), [document]);
  const sayFault = (code: string) => t(`vouchers:faults.${code}`, { defaultValue: t('vouchers:faults.other') });
  const faultAt = (path: string): string | false => {
    const code = faults.get(path);
    return code !== undefined && sayFault(code);
  };
  const isFaulty = faults.size > 0 || name.trim() === '';
  const isPromised = card.counts.given > 0;
  const { reward } = document;
  return (
    <div className={games.beside}>
      <Stack>
        <Card title={t('form.card')}>
          <div className={forms.form}>
            <DraftFailure draft={draft} onCopy={onCopy} />
            {isPromised && <p>{t('form.promised')}</p>}
            <NameField value={name} onChange={setName} />
            <TextInput label={t('form.title')} value={document.title} maxLength={80} error={faultAt('title')} onChange={(event) => change({ title: event.currentTarget.value })} />
            <Textarea label={t('form.text')} value={document.text} maxLength={500} autosize minRows={2} onChange={(event) => change({ text: event.currentTarget.value })} />
            <PictureField botId={botId} label={t('vouchers:form.picture')} value={document.imageUrl} error={faultAt('imageUrl')} onChange={(imageUrl) => change({ imageUrl })} />
            {isPromised ? (
              <TextInput label={t('form.stamps')} value={document.stamps} disabled readOnly />
            ) : (
              <CountField label={t('form.stamps')} value={document.stamps} min={STAMP_CARD.minStamps} max={STAMP_CARD.maxStamps} error={faultAt('stamps')} onChange={(stamps) => change({ stamps: stamps ?? 0 })} />
            )}
            <ChoiceCards
              label={t('form.icon')}
              value={document.icon}
              choices={STAMP_ICONS.map((value) => {
                const Picture = STAMP_PICTURES[value];
                return { value, title: t(`icons.${value}`), icon: <Picture size={20} /> };
              })}
              onChange={(icon) => change({ icon })}
            />
          </div>
        </Card>
        <Card title={t('form.reward')}>
          <div className={forms.form}>
            <TextInput label={t('form.rewardText')} description={t('form.rewardTextHelp')} value={document.rewardText} maxLength={80} disabled={isPromised} onChange={(event) => change({ rewardText: event.currentTarget.value })} />
            <NativeSelect
              label={t('form.gives')}
              disabled={isPromised}
              value={reward.by === 'voucher' ? `voucher:${reward.voucherId}` : reward.by === 'flow' ? `flow:${reward.flowId}` : ''}
              data={[{ value: '', label: t('form.givesNothing') }, ...vouchers.map(({ id, name: label }) => ({ value: `voucher:${id}`, label: t('form.givesVoucher', { name: label }) })), ...flows.map(({ id, name: label }) => ({ value: `flow:${id}`, label: t('form.givesFlow', { name: label }) }))]}
              onChange={(event) => change({ reward: rewardOf(event.currentTarget.value) })}
            />
            <NativeSelect label={t('form.afterFull')} value={document.afterFull} data={(['newCard', 'done'] as const).map((value) => ({ value, label: t(`afterFull.${value}`) }))} onChange={(event) => change({ afterFull: event.currentTarget.value as StampCardDocument['afterFull'] })} />
          </div>
        </Card>
        <Card title={t('form.rules')}>
          <div className={forms.form}>
            <CountField label={t('form.perDay')} placeholder={t('vouchers:form.noLimit')} value={document.perDay} min={1} max={30} error={faultAt('perDay')} onChange={(perDay) => change({ perDay })} />
            <CountField label={t('form.minutes')} description={t('form.minutesHelp')} value={document.minMinutesBetween} min={0} max={10_080} error={faultAt('minMinutesBetween')} onChange={(minutes) => change({ minMinutesBetween: minutes ?? 0 })} />
            <ExpiryField label={t('form.expiry')} value={document.expiry} disabled={isPromised} error={faultBelow(faults, 'expiry', sayFault) ?? false} onChange={(expiry) => change({ expiry })} />
            <MomentField label={t('form.opensAt')} description={t('vouchers:form.zone', { zone: timeZone })} timeZone={timeZone} value={document.opensAt} onChange={(opensAt) => change({ opensAt })} />
            <MomentField label={t('form.closesAt')} description={t('vouchers:form.closesHelp')} timeZone={timeZone} value={document.closesAt} error={faultAt('closesAt')} onChange={(closesAt) => change({ closesAt })} />
            <Textarea label={t('vouchers:form.terms')} value={document.terms} maxLength={2_000} autosize minRows={2} maxRows={8} onChange={(event) => change({ terms: event.currentTarget.value })} />
            <p>{t('form.steps')}</p>
            {card.state === 'draft' ? (
              <DraftActions draft={draft} isFaulty={isFaulty} verb={t('form.open')} onOpen={onOpen} />
            ) : (
              <div className={forms.actions}>
                <Button disabled={isFaulty} loading={draft.busy === 'save'} onClick={() => void draft.save()}>
                  {t('games:form.save')}
                </Button>
              </div>
            )}
          </div>
        </Card>
      </Stack>
      <StampPreview document={document} />
    </div>
  );
}

function rewardOf(chosen: string): StampCardDocument['reward'] {
  if (chosen.startsWith('voucher:')) return { by: 'voucher', voucherId: chosen.slice(8) };
  return chosen.startsWith('flow:') ? { by: 'flow', flowId: chosen.slice(5) } : { by: 'none' };
}
