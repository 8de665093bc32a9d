import { IconArrowLeft, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { useFormat } from '../../../i18n/useFormat';
import { PageHead } from '../../../shell/PageHead';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { FormError } from '../../../ui/FormError';
import { NativeSelect } from '../../../ui/NativeSelect';
import { Stack } from '../../../ui/Stack';
import { TextInput } from '../../../ui/TextInput';
import connect from '../../channels/ConnectPage.module.css';
import { CounterRedeemed } from './CounterRedeemed';
import { shopsQuery, voucherKeys } from './voucherQueries';
import styles from './vouchers.module.css';

type Issued = NonNullable<RouteOutput<'POST /bots/:botId/voucher-counter/look-up'>['voucher']>;
type Answer = { is: 'valid' | 'redeemed' | 'already' | 'expired' | 'unknown'; voucher: Issued | null };
const route = getRouteApi('/b/$botId/games/counter');

/** For staff at a counter: a code is typed or pasted, what it is worth is shown, and it is redeemed. Made for one hand and a small screen. */
export default function CounterPage() {
  const { t } = useTranslation(['vouchers', 'common', 'games']);
  const { botId } = route.useParams();
  const { shop } = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const format = useFormat();
  const shops = (useQuery(shopsQuery(botId)).data?.items ?? []).filter(({ isActive }) => isActive);
  const shopId = shops.find(({ id }) => id === shop)?.id ?? null;
  const [code, setCode] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const redeemButton = useRef<HTMLButtonElement>(null);
  // One goes on with the same finger: Enter looks, Enter redeems.
  useEffect(() => {
    if (answer?.is === 'valid') redeemButton.current?.focus();
  }, [answer]);
  const attempt = async (work: () => Promise<Answer>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      setAnswer(await work());
    } catch (error) {
      setAnswer(undefined);
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return;
    void attempt(async () => {
      const { voucher } = await call('POST /bots/:botId/voucher-counter/look-up', { params: { botId }, body: { code } });
      return { is: voucher === null ? 'unknown' : voucher.state === 'issued' ? 'valid' : voucher.state === 'expired' ? 'expired' : 'already', voucher };
    });
  };
  const redeem = () =>
    attempt(async () => {
      const { outcome, voucher } = await call('POST /bots/:botId/voucher-counter/redeem', { params: { botId }, body: { code, shopId } });
      void client.invalidateQueries({ queryKey: voucherKeys.redeemed(botId) });
      void client.invalidateQueries({ queryKey: voucherKeys.list(botId) });
      return { is: outcome, voucher };
    });
  const next = () => {
    setCode('');
    setAnswer(undefined);
    field.current?.focus();
  };
  const voucher = answer?.voucher;
  return (
    <>
      <Link to="/b/$botId/games/vouchers" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('counter.title')} text={t('counter.text')} />
      <div className={styles.counter}>
        <Stack>
          <Card>
            <form onSubmit={look} className={styles.desk}>
              {shops.length > 0 && (
                <NativeSelect
                  label={t('counter.where')}
                  value={shopId ?? ''}
                  data={[{ value: '', label: t('counter.nowhere') }, ...shops.map(({ id, name }) => ({ value: id, label: name }))]}
                  onChange={(event) => void navigate({ to: '/b/$botId/games/counter', params: { botId }, search: { shop: event.currentTarget.value || undefined }, replace: true })}
                />
              )}
              <TextInput
                ref={field}
                label={t('counter.code')}
                description={t('counter.codeHelp')}
                size="lg"
                classNames={{ input: styles.code }}
                value={code}
                maxLength={40}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                onChange={(event) => {
                  setCode(event.currentTarget.value);
                  setAnswer(undefined);
                }}
              />
              {!answer && (
                <Button type="submit" size="lg" fullWidth loading={isBusy} disabled={code.trim() === ''}>
                  {t('counter.look')}
                </Button>
              )}
              <FormError>{failure}</FormError>
            </form>
            <div aria-live="assertive">
              {answer && (
                <div className={styles.answer} data-is={answer.is}>
                  {answer.is !== 'valid' && (answer.is === 'redeemed' ? <IconCircleCheckFilled size={56} aria-hidden /> : <IconCircleXFilled size={56} aria-hidden />)}
                  <p className={styles.verdict}>{t(`counter.is.${answer.is}`)}</p>
                  {voucher && (
                    <>
                      {voucher.value !== '' && <p className={styles.worth}>{voucher.value}</p>}
                      <p className={styles.what}>{voucher.title}</p>
                      <p>{voucher.displayName ?? t('games:people.nameless')}</p>
                      {answer.is === 'already' && voucher.redeemedAt && <p>{t('counter.redeemedAt', { at: format.dateTime(voucher.redeemedAt), where: voucher.shop ?? t(`by.${voucher.redeemedBy ?? 'team'}`) })}</p>}
                      {answer.is === 'expired' && voucher.expiresAt && <p>{t('counter.expiredAt', { at: format.date(Date.parse(voucher.expiresAt) - 1) })}</p>}
                    </>
                  )}
                </div>
              )}
            </div>
            {answer?.is === 'valid' && (
              <div className={styles.desk}>
                <Button ref={redeemButton} size="xl" fullWidth loading={isBusy} onClick={() => void redeem()}>
                  {t('counter.redeem')}
                </Button>
                <Button variant="default" size="lg" fullWidth disabled={isBusy} onClick={next}>
                  {t('counter.notNow')}
                </Button>
              </div>
            )}
            {answer && answer.is !== 'valid' && (
              <Button variant="default" size="lg" fullWidth onClick={next}>
                {t('counter.next')}
              </Button>
            )}
          </Card>
          <CounterRedeemed botId={botId} />
        </Stack>
      </div>
    </>
  );
}
