/** What an area is called on the picture and in the list: A, B, C … (LINE allows 20 areas). */
export const areaLetter = (index: number): string => String.fromCharCode(65 + index);
