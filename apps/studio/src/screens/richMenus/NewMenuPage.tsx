import { RICH_MENU_SIZES } from '@chatloom/messages';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { TextInput } from '../../ui/TextInput';
import connect from '../channels/ConnectPage.module.css';
import { drawPictures } from './drawPictures';
import { LayoutChoice } from './LayoutChoice';
import { layoutsFor, type Layout } from './layouts';
import { newMenu, PALETTES, STARTERS, type Palette } from './menuModel';
import { menuKeys } from './menuQueries';
import { TilesPicture } from './TilesPicture';
import designer from './Designer.module.css';
import styles from './NewMenuPage.module.css';

const route = getRouteApi('/b/$botId/menus/new');
/** The two shapes LINE's own tools begin with; the designer has all sizes. */
const SHAPES = { tall: RICH_MENU_SIZES[0], flat: RICH_MENU_SIZES[1] };

/** The beginning of a menu: name, shape, layout and colours, with the drawn result beside. */
export default function NewMenuPage() {
  const { t } = useTranslation(['richMenus', 'common']);
  const { botId } = route.useParams();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [shape, setShape] = useState<keyof typeof SHAPES>('tall');
  const [layout, setLayout] = useState<Layout>(layoutsFor(SHAPES.tall)[0]!);
  const [palette, setPalette] = useState<Palette>(PALETTES[0]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const size = SHAPES[shape];
  const words = STARTERS.map(({ word, icon }) => ({ text: t(`starter.${word}`), icon }));
  const document = newMenu(size, layout, palette, words, t('starter.chatBar'), t('tabs.unnamed', { number: 1 }));

  const create = async () => {
    if (name.trim() === '') return setMissing(true);
    setBusy(true);
    setProblem(undefined);
    try {
      const menu = await call('POST /bots/:botId/rich-menus', { params: { botId }, body: { name: name.trim(), document: await drawPictures(botId, document, new Map()) } });
      client.setQueryData(menuKeys.one(botId, menu.id), menu);
      void client.invalidateQueries({ queryKey: menuKeys.all(botId), exact: true });
      await navigate({ to: '/b/$botId/menus/$menuId', params: { botId, menuId: menu.id } });
    } catch (error) {
      setProblem(errorLine(error, t));
      setBusy(false);
    }
  };

  return (
    <>
      <Link to="/b/$botId/menus" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('new.title')} text={t('new.text')} />
      <form
        className={styles.columns}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div className={designer.panelBody}>
          <FormError>{problem}</FormError>
          <TextInput
            label={t('menu.name')}
            description={t('new.nameHelp')}
            maxLength={120}
            value={name}
            error={missing && t('new.nameMissing')}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setMissing(false);
            }}
          />
          <div>
            <div className={designer.label}>{t('new.shape')}</div>
            <SegmentedControl
              aria-label={t('new.shape')}
              value={shape}
              data={[
                { value: 'tall', label: t('new.tall') },
                { value: 'flat', label: t('new.flat') },
              ]}
              onChange={(value) => {
                setShape(value as keyof typeof SHAPES);
                setLayout(layoutsFor(SHAPES[value as keyof typeof SHAPES])[0]!);
              }}
            />
          </div>
          <LayoutChoice size={size} chosen={layout.id} onChoose={setLayout} />
          <div className={designer.palettes} role="group" aria-label={t('picture.palettes')}>
            {PALETTES.map((one) => (
              <button key={one.id} type="button" className={designer.palette} style={{ background: one.behind }} aria-label={t(`palette.${one.id}`)} aria-pressed={one === palette} onClick={() => setPalette(one)}>
                <span style={{ background: one.background, color: one.colour }} aria-hidden>
                  Aa
                </span>
              </button>
            ))}
          </div>
          <p className={designer.help}>{t('new.later')}</p>
          <Button type="submit" loading={busy} className={designer.start}>
            {t('new.create')}
          </Button>
        </div>
        <figure className={styles.preview}>
          <div style={{ aspectRatio: `${size.width} / ${size.height}` }}>
            <TilesPicture size={size} drawing={document.tabs[0]!.picture!.drawing!} />
          </div>
          <figcaption>{t('new.preview')}</figcaption>
        </figure>
      </form>
    </>
  );
}
