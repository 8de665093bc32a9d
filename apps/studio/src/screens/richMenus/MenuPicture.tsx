import { IconPhoto } from '@tabler/icons-react';
import type { RichMenuTab } from '@chatloom/messages';
import { apiUrl } from '../../api/call';
import type { Size } from './areaGeometry';
import { TilesPicture } from './TilesPicture';
import styles from './MenuPicture.module.css';

/** The picture of one tab: the one the server drew (`drawn`), tiles not drawn yet, an own picture as it was uploaded, or a place for one. */
export function MenuPicture({ botId, size, picture, drawn }: { botId: string; size: Size; picture: RichMenuTab['picture']; drawn?: string }) {
  if (picture?.drawing && drawn) return <StoredPicture botId={botId} pictureId={drawn} />;
  if (picture?.drawing) return <TilesPicture size={size} drawing={picture.drawing} />;
  if (picture) return <StoredPicture botId={botId} pictureId={picture.pictureId} />;
  return (
    <div className={styles.none} aria-hidden>
      <IconPhoto size={40} stroke={1.25} />
    </div>
  );
}

/** A picture kept by the server, filling its frame. */
export function StoredPicture({ botId, pictureId }: { botId: string; pictureId: string }) {
  return <img className={styles.stored} src={apiUrl('/bots/:botId/rich-menu-pictures/:pictureId', { params: { botId, pictureId } })} alt="" draggable={false} />;
}
