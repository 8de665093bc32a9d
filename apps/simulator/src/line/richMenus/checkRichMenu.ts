import { countText, menuSizeFaults, RICH_MENU_AREAS, RICH_MENU_CHAT_BAR_MAX_GRAPHEMES, RICH_MENU_NAME_MAX_GRAPHEMES, validateAction } from '@chatloom/messages';
import { bodyErrors, type ErrorDetail } from '../lineError';
import type { RichMenu, RichMenuArea } from '../../world/richMenus';

/**
 * A rich menu object that passes every rule of FACTS §9. Areas that run a little over the picture are taken, as LINE's
 * own samples do.
 *
 * @throws LineError in LINE's words, with all faults
 */
export function checkRichMenu(body: Record<string, unknown>): Omit<RichMenu, 'richMenuId'> {
  const faults: ErrorDetail[] = [
    ...sizeFaults(body.size),
    ...(typeof body.selected === 'boolean' ? [] : [{ message: 'must be specified', property: 'selected' }]),
    ...textFaults(body.name, 'name', RICH_MENU_NAME_MAX_GRAPHEMES),
    ...textFaults(body.chatBarText, 'chatBarText', RICH_MENU_CHAT_BAR_MAX_GRAPHEMES),
    ...areasFaults(body.areas),
  ];
  if (faults.length > 0) throw bodyErrors(faults);
  const { size, selected, name, chatBarText, areas } = body as unknown as RichMenu;
  return {
    size: { width: size.width, height: size.height },
    selected,
    name,
    chatBarText,
    areas: areas.map(({ bounds: { x, y, width, height }, action }: RichMenuArea) => ({ bounds: { x, y, width, height }, action })),
  };
}

function sizeFaults(size: unknown): ErrorDetail[] {
  if (!isRecord(size)) return [{ message: 'must be specified', property: 'size' }];
  const { width, height } = size;
  if (!Number.isInteger(width)) return [{ message: 'must be specified', property: 'size.width' }];
  if (!Number.isInteger(height)) return [{ message: 'must be specified', property: 'size.height' }];
  return menuSizeFaults({ width: width as number, height: height as number }).length === 0 ? [] : [{ message: 'The size is not allowed for richmenu', property: 'size' }];
}

function textFaults(text: unknown, property: string, max: number): ErrorDetail[] {
  if (typeof text !== 'string' || text.trim() === '') return [{ message: 'May not be empty', property }];
  return countText(text, 'graphemes') > max ? [{ message: `Length must be between 0 and ${max}`, property }] : [];
}

function areasFaults(areas: unknown): ErrorDetail[] {
  if (!Array.isArray(areas) || areas.length > RICH_MENU_AREAS) return [{ message: `Size must be between 0 and ${RICH_MENU_AREAS}`, property: 'areas' }];
  return areas.flatMap((area: unknown, index) => {
    const property = `areas[${index}]`;
    if (!isRecord(area)) return [{ message: 'must be specified', property }];
    return [...boundsFaults(area.bounds, `${property}.bounds`), ...validateAction(area.action, 'richMenu', `${property}.action`)];
  });
}

function boundsFaults(bounds: unknown, property: string): ErrorDetail[] {
  if (!isRecord(bounds)) return [{ message: 'must be specified', property }];
  return (['x', 'y', 'width', 'height'] as const).flatMap((side) => {
    const least = side === 'x' || side === 'y' ? 0 : 1;
    const value = bounds[side];
    if (!Number.isInteger(value)) return [{ message: 'must be specified', property: `${property}.${side}` }];
    return (value as number) >= least && (value as number) < 2 ** 31 ? [] : [{ message: `Must be between ${least} and 2147483647`, property: `${property}.${side}` }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
