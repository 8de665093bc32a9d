/**
 * How messages name a picture that is kept by us. The host does not exist (RFC 2606): only on its way to LINE it becomes the address
 * this server is reached at, so flows and campaigns survive a move of the server and can be tried before it has an https address.
 */
export const STORED_PICTURES_ORIGIN = 'https://pictures.chatloom.invalid';

/**
 * Sizes a picture is kept in: `fit` at most 1024 pixels either way (every place of FACTS §7 takes it), `full` at most 2048, `icon` a square
 * PNG for senders and quick replies, and the five widths LINE asks an imagemap for.
 */
export const PICTURE_FORMS = ['fit', 'full', 'icon', '240', '300', '460', '700', '1040'] as const;
export type PictureForm = (typeof PICTURE_FORMS)[number];

/** Unguessable, 22 letters of base64url. */
const CODE = /^[A-Za-z0-9_-]{22}$/;

/** The address of a stored picture in a message. An imagemap's base address has no form: LINE adds the width. */
export function storedPictureUrl(code: string, form?: 'fit' | 'full' | 'icon'): string {
  return `${STORED_PICTURES_ORIGIN}/${code}${form === undefined ? '' : `/${form}`}`;
}

/** Which stored picture an address names; nothing for all other addresses. */
export function readStoredPicture(address: string): { code: string; form?: PictureForm } | undefined {
  if (!address.startsWith(`${STORED_PICTURES_ORIGIN}/`)) return undefined;
  const [code = '', form, ...rest] = address.slice(STORED_PICTURES_ORIGIN.length + 1).split('/');
  if (!CODE.test(code) || rest.length > 0) return undefined;
  if (form === undefined || form === '') return { code };
  return isPictureForm(form) ? { code, form } : undefined;
}

/** Is this one of the sizes pictures are kept in? */
export function isPictureForm(form: string): form is PictureForm {
  return (PICTURE_FORMS as readonly string[]).includes(form);
}

/** A message as JSON with the addresses of stored pictures made real. @param base where the server gives them out, e.g. `https://bot.example/m` */
export function withRealPictures(json: string, base: string): string {
  return json.includes(STORED_PICTURES_ORIGIN) ? json.replaceAll(STORED_PICTURES_ORIGIN, base) : json;
}
