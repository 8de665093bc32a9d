import type { PhoneAction } from '@chatloom/contract';
import { momentParams, type DateMode } from '../planTap';
import { tapAction, type TapTarget } from '../tapAction';
import { BeaconTray } from './BeaconTray';
import { DateTray } from './DateTray';
import { ImageTray } from './ImageTray';
import { LinkTray } from './LinkTray';
import { LocationTray } from './LocationTray';
import { StickerTray } from './StickerTray';

/** A sheet that stands open in the phone. */
export type OpenTray =
  | { tray: 'sticker' | 'location' | 'beacon' }
  /** `anything`: videos, sounds and files too. */
  | { tray: 'image'; from: 'camera' | 'album'; anything?: boolean }
  | { tray: 'date'; target: TapTarget; mode: DateMode; initial?: string; min?: string; max?: string }
  | { tray: 'link'; address: string };

/** Draws the open sheet; what is chosen in it is done as the person. */
export function OpenedTray({ tray, onClose, perform }: { tray: OpenTray; onClose(): void; perform(action: PhoneAction): void }) {
  const send = (action: PhoneAction) => {
    onClose();
    perform(action);
  };
  switch (tray.tray) {
    case 'date':
      return <DateTray mode={tray.mode} initial={tray.initial} min={tray.min} max={tray.max} onClose={onClose} onPick={(moment) => send(tapAction(tray.target, momentParams(moment, tray.mode)))} />;
    case 'link':
      return <LinkTray address={tray.address} onClose={onClose} />;
    case 'image':
      return <ImageTray from={tray.from} onClose={onClose} onPick={(picture) => send({ type: 'sendImage', ...picture })} onFile={tray.anything ? send : undefined} />;
    case 'location':
      return (
        <LocationTray
          onClose={onClose}
          onPick={({ title, address, latitude, longitude }) => send({ type: 'sendLocation', latitude, longitude, ...(title === '' ? {} : { title }), ...(address === '' ? {} : { address }) })}
        />
      );
    case 'sticker':
      return <StickerTray onClose={onClose} onPick={(sticker) => send({ type: 'sendSticker', ...sticker })} />;
    case 'beacon':
      return <BeaconTray onClose={onClose} onPick={(beacon) => send({ type: 'beacon', ...beacon })} />;
  }
}
