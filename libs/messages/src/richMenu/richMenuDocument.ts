import { z } from 'zod';
import { RICH_MENU_ICONS } from './icons';
import { RICH_MENU_AREAS, RICH_MENU_IMAGE_MAX_WIDTH, RICH_MENU_TABS } from './limits';

/** Coordinates and sizes are whole pixels of the menu's picture. */
const pixels = z.number().int().min(0).max(RICH_MENU_IMAGE_MAX_WIDTH);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour such as "#06c755"');
/** Drafts may hold texts that are too long; `richMenuProblems` says so. These bounds only keep rows small. */
const draftText = z.string().max(2000);
const partId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'Must be an id of letters, digits, "-" and "_"');

/** A rectangle on the picture, in its pixels. */
export const richMenuBoundsSchema = z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels });
export type RichMenuBounds = z.infer<typeof richMenuBoundsSchema>;

/**
 * What a tap on an area does. `startFlow` and `switchTab` are ours: published, they become a postback our runtime
 * understands and LINE's rich menu switch. The others are LINE's own (FACTS §7 "Actions").
 */
export const richMenuActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('startFlow'), flowId: z.string().max(40), displayText: draftText.optional() }),
  z.strictObject({ type: z.literal('switchTab'), tabId: z.string().max(40) }),
  z.strictObject({ type: z.literal('message'), text: draftText }),
  z.strictObject({ type: z.literal('uri'), uri: draftText, desktopUri: draftText.optional() }),
  z.strictObject({
    type: z.literal('postback'),
    data: draftText,
    displayText: draftText.optional(),
    inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
    /** Only with `openKeyboard`. */
    fillInText: draftText.optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    data: draftText,
    mode: z.enum(['date', 'time', 'datetime']),
    initial: draftText.optional(),
    min: draftText.optional(),
    max: draftText.optional(),
  }),
  z.strictObject({ type: z.literal('clipboard'), clipboardText: draftText }),
]);
export type RichMenuAction = z.infer<typeof richMenuActionSchema>;

export const richMenuAreaSchema = z.strictObject({
  id: partId,
  bounds: richMenuBoundsSchema,
  /** Read aloud by screen readers; not shown. */
  label: draftText.optional(),
  action: richMenuActionSchema,
});
export type RichMenuArea = z.infer<typeof richMenuAreaSchema>;

/** One tile of a drawn picture: a coloured rectangle with an icon above a text. */
export const richMenuTileSchema = z.strictObject({
  bounds: richMenuBoundsSchema,
  text: z.string().max(200).default(''),
  icon: z.enum(RICH_MENU_ICONS).optional(),
  /** Of the tile. */
  background: colour,
  /** Of text and icon. */
  colour,
  /** Height of the text in pixels of the picture; absent: as large as fits. */
  textSize: z.number().int().min(12).max(400).optional(),
});
export type RichMenuTile = z.infer<typeof richMenuTileSchema>;

/** A picture made of tiles; the server draws it as PNG in the size of the menu. */
export const richMenuDrawingSchema = z.strictObject({
  /** Seen between the tiles. */
  background: colour,
  /** Pixels each tile is shrunk by on every side. */
  gap: z.number().int().min(0).max(100).default(0),
  /** Rounding of the tiles' corners in pixels. */
  cornerRadius: z.number().int().min(0).max(400).default(0),
  tiles: z.array(richMenuTileSchema).max(40),
});
export type RichMenuDrawing = z.infer<typeof richMenuDrawingSchema>;

/** One menu at LINE. A menu without tabs has just one of these. */
export const richMenuTabSchema = z.strictObject({
  id: partId,
  /** Shown to the team, never to customers. */
  name: z.string().max(60),
  /** `pictureId` names a stored picture; `drawing` is what it was drawn from, when it was drawn. */
  picture: z.strictObject({ pictureId: z.uuid(), drawing: richMenuDrawingSchema.optional() }).nullable(),
  areas: z.array(richMenuAreaSchema).max(RICH_MENU_AREAS * 2),
});
export type RichMenuTab = z.infer<typeof richMenuTabSchema>;

/**
 * A rich menu as a team designs it. It may be unfinished: `richMenuProblems` says what is missing before it can be
 * published. Several tabs are several menus at LINE, joined by aliases; people open the first one.
 */
export const richMenuDocumentSchema = z.strictObject({
  formatVersion: z.literal(1).default(1),
  /** Width and height of every tab's picture in pixels. */
  size: z.strictObject({ width: pixels, height: pixels }),
  /** The words on the bar below the chat. */
  chatBarText: draftText,
  /** Open at first? */
  selected: z.boolean(),
  tabs: z.array(richMenuTabSchema).min(1).max(RICH_MENU_TABS),
});
export type RichMenuDocument = z.infer<typeof richMenuDocumentSchema>;
