import { VOUCHER, voucherDocumentSchema } from '@chatloom/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { botQuery } from '../../../api/queries';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { Stack } from '../../../ui/Stack';
import { Textarea } from '../../../ui/Textarea';
import { TextInput } from '../../../ui/TextInput';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { CountField } from '../shared/CountField';
import { DraftActions } from '../shared/DraftActions';
import { ExpiryField } from '../shared/ExpiryField';
import { faultBelow, faultsOf } from '../shared/faultsOf';
import { FlowField } from '../shared/FlowField';
import { GamePhone } from '../shared/GamePhone';
import { MomentField } from '../shared/MomentField';
import { NameField } from '../shared/NameField';
import { PictureField } from '../shared/PictureField';
import { DraftFailure } from '../shared/DraftFailure';
import { useGameDraft } from '../shared/useGameDraft';
import { type VoucherDetail, type VoucherDocument, voucherKeys } from './voucherQueries';

/** What a coupon says, how long it is good, for how many; with its card beside it. What people hold in their hands does not change any more. */
export function VoucherForm({ botId, voucher, onOpen, onCopy }: { botId: string; voucher: VoucherDetail; onOpen: () => Promise<void>; onCopy: (name: string, document: VoucherDocument) => Promise<void> }) {
  const { t } = useTranslation(['vouchers', 'games']);
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'UTC';
  const draft = useGameDraft<VoucherDocument, VoucherDetail>(voucher, { list: voucherKeys.list(botId), one: voucherKeys.one(botId, voucher.id) }, (body) => call('PUT /bots/:botId/vouchers/:voucherId', { params: { botId, voucherId: voucher.id }, body }));
  const { name, setName, document, change } = draft;
  const faults = useMemo(() => faultsOf(voucherDocumentSchema, document), [document]);
  const sayFault = (code: string) => t(`faults.${code}`, { defaultValue: t('faults.other') });
  const faultAt = (path: string): string | false => {
    const code = faults.get(path);
    return code !== undefined && sayFault(code);
  };
  const isPromised = voucher.counts.issued > 0;
  const isTooSmall = document.stock !== null && document.stock < voucher.counts.issued;
  const isFaulty = faults.size > 0 || isTooSmall || name.trim() === '';
  return (
    <div className={games.beside}>
      <Stack>
        <Card title={t('form.what')}>
          <div className={forms.form}>
            <DraftFailure draft={draft} onCopy={onCopy} />
            {isPromised && <p>{t('form.promised')}</p>}
            <NameField value={name} onChange={setName} />
            <TextInput label={t('form.title')} value={document.title} maxLength={80} disabled={isPromised} error={faultAt('title')} onChange={(event) => change({ title: event.currentTarget.value })} />
            <TextInput label={t('form.value')} description={t('form.valueHelp')} value={document.value} maxLength={30} disabled={isPromised} onChange={(event) => change({ value: event.currentTarget.value })} />
            <Textarea label={t('form.text')} value={document.text} maxLength={500} autosize minRows={2} disabled={isPromised} onChange={(event) => change({ text: event.currentTarget.value })} />
            {!isPromised && <PictureField botId={botId} label={t('form.picture')} value={document.imageUrl} error={faultAt('imageUrl')} onChange={(imageUrl) => change({ imageUrl })} />}
            <Textarea label={t('form.terms')} value={document.terms} maxLength={2_000} autosize minRows={2} maxRows={8} disabled={isPromised} onChange={(event) => change({ terms: event.currentTarget.value })} />
            <ExpiryField label={t('form.expiry')} value={document.expiry} disabled={isPromised} error={faultBelow(faults, 'expiry', sayFault) ?? false} onChange={(expiry) => change({ expiry })} />
          </div>
        </Card>
        <Card title={t('form.howMany')}>
          <div className={forms.form}>
            <CountField label={t('form.stock')} placeholder={t('form.noLimit')} value={document.stock} min={1} max={VOUCHER.maxStock} error={faultAt('stock') || (isTooSmall && t('form.moreGiven', { count: voucher.counts.issued }))} onChange={(stock) => change({ stock })} />
            <CountField label={t('form.perPerson')} placeholder={t('form.noLimit')} value={document.perPerson} min={1} max={VOUCHER.maxPerPerson} error={faultAt('perPerson')} onChange={(perPerson) => change({ perPerson })} />
            <MomentField label={t('form.opensAt')} description={t('form.zone', { zone: timeZone })} timeZone={timeZone} value={document.opensAt} onChange={(opensAt) => change({ opensAt })} />
            <MomentField label={t('form.closesAt')} description={t('form.closesHelp')} timeZone={timeZone} value={document.closesAt} error={faultAt('closesAt')} onChange={(closesAt) => change({ closesAt })} />
            <FlowField botId={botId} label={t('form.redeemedFlow')} description={t('form.redeemedFlowHelp')} value={document.redeemedFlowId} onChange={(redeemedFlowId) => change({ redeemedFlowId })} />
            <p>{t('form.steps')}</p>
            {voucher.state === 'draft' ? (
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
      <GamePhone botId={botId} title={document.title} value={document.value} text={document.text} imageUrl={document.imageUrl} note={t(`preview.${document.expiry.by}`, document.expiry.by === 'days' ? { count: document.expiry.days } : document.expiry.by === 'date' ? { date: document.expiry.date } : {})} button={t('preview.redeem')} />
    </div>
  );
}
