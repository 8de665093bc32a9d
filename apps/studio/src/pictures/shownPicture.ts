import { readStoredPicture } from '@chatloom/messages';

/** Where a browser finds a picture: of our own server for stored ones (see `storedPictureUrl`), as it is for all others. */
export function shownPicture(address: string): string {
  const stored = readStoredPicture(address);
  return stored ? `/m/${stored.code}/${stored.form ?? 'fit'}` : address;
}
