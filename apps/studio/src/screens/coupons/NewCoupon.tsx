import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { ApiError } from '../../api/errors';
import { showFieldErrors } from '../../api/fieldErrors';
import { lineKeys } from '../../api/lineQueries';
import { botQuery } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { couponTimes } from './couponTimes';
import forms from '../settings/forms.module.css';

const REWARDS = ['free', 'gift', 'discountPercent', 'discountAmount', 'others'] as const;
type Reward = (typeof REWARDS)[number];
const MOST = { discountPercent: 99, discountAmount: 999_999 };

/** Making a coupon. It cannot be changed afterwards, so everything is asked for here. */
export function NewCoupon({ botId, channelId, onDone }: { botId: string; channelId: string; onDone: () => void }) {
  const { t } = useTranslation(['insight', 'common']);
  const queryClient = useQueryClient();
  const timeZone = useQuery(botQuery(botId)).data?.timeZone ?? 'Asia/Tokyo';
  const [reward, setReward] = useState<Reward>('free');
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError, getValues } = useForm({ defaultValues: { title: '', description: '', usageCondition: '', imageUrl: '', from: '', to: '', worth: '' } });
  const { errors } = formState;
  const most = reward === 'discountPercent' || reward === 'discountAmount' ? MOST[reward] : undefined;
  const submit = handleSubmit(async ({ title, description, usageCondition, imageUrl, from, to, worth }) => {
    setProblem(undefined);
    try {
      const body = {
        title,
        description: description.trim() || undefined,
        usageCondition: usageCondition.trim() || undefined,
        imageUrl: imageUrl.trim() || undefined,
        ...couponTimes(from, to, timeZone),
        reward: reward === 'discountPercent' ? { type: 'discount' as const, percentage: Number(worth) } : reward === 'discountAmount' ? { type: 'discount' as const, amount: Number(worth) } : { type: reward },
      };
      const { id } = await call('POST /bots/:botId/channels/:channelId/coupons', { params: { botId, channelId }, body });
      toast(t('coupons.created', { id }));
      await queryClient.invalidateQueries({ queryKey: lineKeys.coupons(botId, channelId) });
      onDone();
    } catch (error) {
      setProblem(error instanceof ApiError && error.code === 'upstream' ? error.message : showFieldErrors(error, setError, t, ['title', 'description', 'usageCondition', 'imageUrl', 'from', 'to'], { startsAt: 'from', endsAt: 'to' }));
    }
  });
  const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) || t('audiences.fill');
  return (
    <Card title={t('coupons.new')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={forms.form} autoComplete="off">
        <FormError>{problem}</FormError>
        <TextInput label={t('coupons.name')} maxLength={60} error={errors.title?.message} {...register('title', { validate: (value) => value.trim() !== '' || t('coupons.nameMissing') })} />
        <NativeSelect label={t('coupons.reward')} value={reward} onChange={(event) => setReward(event.currentTarget.value as Reward)} data={REWARDS.map((value) => ({ value, label: t(`coupons.rewards.${value}`) }))} />
        {most !== undefined && (
          <TextInput
            label={reward === 'discountPercent' ? t('coupons.percent') : t('coupons.amount')}
            inputMode="numeric"
            error={errors.worth?.message}
            {...register('worth', { validate: (value) => most === undefined || (/^\d{1,6}$/.test(value) && Number(value) >= 1 && Number(value) <= most) || t('coupons.numberWrong', { max: most }) })}
          />
        )}
        <TextInput type="date" label={t('coupons.from')} error={errors.from?.message} {...register('from', { validate: isDay })} />
        <TextInput type="date" label={t('coupons.to')} error={errors.to?.message} {...register('to', { validate: (value) => (isDay(value) === true ? value >= getValues('from') || t('coupons.toWrong') : isDay(value)) })} />
        <Textarea label={t('coupons.description')} maxLength={1000} autosize minRows={2} maxRows={6} error={errors.description?.message} {...register('description')} />
        <TextInput label={t('coupons.usage')} maxLength={100} error={errors.usageCondition?.message} {...register('usageCondition')} />
        <TextInput
          label={t('coupons.picture')}
          inputMode="url"
          maxLength={2000}
          error={errors.imageUrl?.message}
          {...register('imageUrl', { validate: (value) => value.trim() === '' || value.trim().startsWith('https://') || t('coupons.pictureWrong') })}
        />
        <div className={forms.actions}>
          <Button type="submit" loading={formState.isSubmitting}>
            {t('coupons.create')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
