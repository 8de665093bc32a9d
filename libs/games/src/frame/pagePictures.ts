import { withRealPictures } from '@chatloom/messages';

/** Where this server gives the bot's own pictures out, as its own pages find it. */
const PICTURES = '/m';

/** JSON of a page with addresses at which a browser finds the bot's own pictures. */
export function pictureAddresses(json: string): string {
  return withRealPictures(json, PICTURES);
}

/** The same for a page that is not JSON yet. */
export function withPagePictures<Page extends object | null>(page: Page): Page {
  const json = JSON.stringify(page);
  const shown = pictureAddresses(json);
  return shown === json ? page : (JSON.parse(shown) as Page);
}
