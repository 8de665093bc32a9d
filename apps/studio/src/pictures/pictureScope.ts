import { createContext, useContext } from 'react';

/** The bot whose pictures may be chosen and added to; null where there is none. */
export const PictureScope = createContext<string | null>(null);

/** The bot whose pictures this part of the page may use. */
export function usePictureScope(): string | null {
  return useContext(PictureScope);
}
