import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { botQuery } from '../../api/queries';
import { useSampleSituation } from '../../blocks/useSampleSituation';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { LazyMenu } from '../../ui/LazyMenu';
import { TextInput } from '../../ui/TextInput';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import connect from '../channels/ConnectPage.module.css';
import { useDraft } from '../richMenus/useDraft';
import { campaignKeys, type CampaignDesign, type CampaignDetail, type CampaignProblem } from './campaignQueries';
import { CareSection } from './CareSection';
import { CheckSection } from './CheckSection';
import { isChanging, sectionOf, type Section, type VariantId } from './designModel';
import { DraftPreview } from './DraftPreview';
import { PriceCard } from './PriceCard';
import { useSayRefusal } from './ProblemLines';
import { WhatSection } from './WhatSection';
import { WhenSection } from './WhenSection';
import { WhoSection } from './WhoSection';
import styles from './campaigns.module.css';

const loadMenu = () => import('./CampaignMenu');
const CampaignMenu = lazy(loadMenu);

/** A campaign that has not gone out, or is changed for its times to come: who, what, when, check, on one page. Saved by itself; leave and come back. */
export function DraftPage({ botId, campaign }: { botId: string; campaign: CampaignDetail }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const bot = useQuery(botQuery(botId)).data;
  const timeZone = bot?.timeZone ?? 'UTC';
  const revision = useRef(campaign.revision);
  const place = useRef<Partial<Record<Section, HTMLElement | null>>>({});
  const store = (saved: CampaignDetail) => {
    revision.current = saved.revision;
    client.setQueryData(campaignKeys.one(botId, campaign.id), saved);
    // What is known of its runs is of before it was taken back.
    client.removeQueries({ queryKey: campaignKeys.progress(botId, campaign.id) });
    void client.invalidateQueries({ queryKey: [...campaignKeys.all(botId), 'list'] });
    void client.invalidateQueries({ queryKey: [...campaignKeys.all(botId), 'calendar'] });
  };
  const draft = useDraft<{ name: string; design: CampaignDesign }>({ name: campaign.name, design: campaign.design }, async ({ name, design }) => {
    store(await call('PUT /bots/:botId/campaigns/:campaignId', { params: { botId, campaignId: campaign.id }, body: { baseRevision: revision.current, name: name.trim() || campaign.name, design } }));
  });
  const { name, design } = draft.value;
  const change = (next: (design: CampaignDesign) => CampaignDesign, merging?: string) => draft.change((value) => ({ ...value, design: next(value.design) }), merging);
  const [variant, setVariant] = useState<VariantId>(design.what.type === 'messages' ? design.what.variants[0]!.id : 'A');
  const mainLanguage = (design.what.type === 'messages' ? design.what.language : undefined) ?? bot?.language ?? 'en';
  const [chosenLanguage, setLanguage] = useState<string>();
  const language = chosenLanguage ?? mainLanguage;
  const { problems } = campaign;
  const changing = isChanging(campaign);
  const sayRefusal = useSayRefusal();
  const of = (section: Section) => problems.filter((problem) => sectionOf(problem) === section);
  const chosen = design.what.type === 'messages' ? (design.what.variants.find(({ id }) => id === variant) ?? design.what.variants[0]!) : undefined;

  useEffect(() => {
    document.title = `${name} · Chatloom`;
  }, [name]);
  const { undo, redo } = draft;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      // Fields undo their own typing.
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || (event.target as HTMLElement).closest('input, textarea, select')) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo]);

  const situation = useSampleSituation(botId, mainLanguage, language);
  const show = (problem: CampaignProblem) => {
    if (problem.path[0] === 'what' && problem.path[1] === 'variants' && design.what.type === 'messages') {
      const found = design.what.variants[Number(problem.path[2])];
      if (found) setVariant(found.id);
    }
    const section = place.current[sectionOf(problem)];
    section?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    // The first field that is wrong, else the first one there is.
    requestAnimationFrame(() => (section?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? section?.querySelector<HTMLElement>('input, select, textarea, button'))?.focus({ preventScroll: true }));
  };
  const start = async () => {
    try {
      const request = { params: { botId, campaignId: campaign.id }, body: { revision: revision.current } };
      store(await (changing ? call('POST /bots/:botId/campaigns/:campaignId/resume', request) : call('POST /bots/:botId/campaigns/:campaignId/start', request)));
      return undefined;
    } catch (error) {
      return sayRefusal(error);
    }
  };
  const leave = async () => {
    await draft.flush();
    await navigate({ to: '/b/$botId/campaigns', params: { botId } });
  };
  const sectionRef = (section: Section) => (element: HTMLElement | null) => {
    place.current[section] = element;
  };
  const clash = draft.error instanceof ApiError && draft.error.code === 'conflict';
  const common = { botId, design, onChange: change };

  return (
    <>
      <Link to="/b/$botId/campaigns" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <div className={styles.head}>
        <VisuallyHidden component="h1">{name}</VisuallyHidden>
        <TextInput className={styles.name} aria-label={t('name')} maxLength={120} value={name} onChange={(event) => ((written) => draft.change((value) => ({ ...value, name: written }), 'name'))(event.currentTarget.value)} />
        <span className={styles.saved} role="status">
          {t(`save.${draft.state}`)}
        </span>
        <ActionIcon variant="default" size="lg" aria-label={t('undo')} disabled={!draft.canUndo} onClick={draft.undo}>
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t('redo')} disabled={!draft.canRedo} onClick={draft.redo}>
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
        <LazyMenu
          menu={CampaignMenu}
          load={loadMenu}
          menuProps={{ botId, campaign: { ...campaign, name }, onRemove: leave }}
          button={
            <ActionIcon variant="default" size="lg" aria-label={t('menu.open', { name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </div>
      {draft.state === 'failed' && (
        <div className={styles.notice} data-tone="danger" role="alert" style={{ marginBottom: 16 }}>
          <p>{clash ? t('save.clash') : errorLine(draft.error, t)}</p>
          <Button size="compact-sm" variant="default" onClick={() => (clash ? window.location.reload() : void draft.flush())}>
            {clash ? t('save.reload') : t('common:retry')}
          </Button>
        </div>
      )}
      {changing && (
        <div className={styles.notice} data-tone="info" role="status" style={{ marginBottom: 16 }}>
          <p>{t('stops.changing')}</p>
          <Link to="/b/$botId/campaigns/$campaignId" params={{ botId, campaignId: campaign.id }} search={{ tab: 'report' }}>
            {t('change.past')}
          </Link>
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          <div ref={sectionRef('who')} className={styles.anchor}>
            <WhoSection {...common} problems={of('who')} />
          </div>
          <div ref={sectionRef('what')} className={styles.anchor}>
            <WhatSection {...common} links={campaign.links} problems={of('what')} botLanguage={bot?.language ?? 'en'} language={language} onLanguage={setLanguage} variant={variant} onVariant={setVariant} />
          </div>
          <div ref={sectionRef('when')} className={styles.anchor}>
            <WhenSection design={design} done={changing ? (campaign.run?.number ?? 0) : undefined} timeZone={timeZone} problems={of('when')} onChange={change} />
          </div>
          <div ref={sectionRef('care')} className={styles.anchor}>
            <CareSection {...common} problems={of('care')} />
          </div>
        </div>
        <div className={styles.side}>
          {chosen && <DraftPreview botId={botId} campaign={campaign} blocks={chosen.blocks} variant={chosen.id} situation={situation} title={bot?.name ?? ''} />}
          <PriceCard botId={botId} campaign={campaign} />
        </div>
        <div className={styles.last}>
          <CheckSection botId={botId} campaign={campaign} changing={changing} design={design} variant={chosen?.id ?? 'A'} problems={problems} flush={draft.flush} onShow={show} onStart={start} />
        </div>
      </div>
    </>
  );
}
