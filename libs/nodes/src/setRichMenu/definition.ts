import { z } from 'zod';
import { defineNode } from '../defineNode';

/** Shows a rich menu to this person only, or lets the rules of the bot decide again. */
export const setRichMenuSchema = z
  .strictObject({
    show: z.enum(['menu', 'rules']).default('menu').meta({ control: 'select', options: ['menu', 'rules'] }),
    /** Id of a rich menu of the bot. A menu that is not published at the person's channel is passed over. */
    menuId: z
      .string()
      .max(64, 'The id of a rich menu has at most 64 characters.')
      .meta({ control: 'richMenu', showWhen: { field: 'show', is: ['menu'] } }),
  })
  .superRefine(({ show, menuId }, context) => {
    if (show === 'menu' && menuId.trim() === '') context.addIssue({ code: 'custom', path: ['menuId'], message: 'No rich menu is chosen.', params: { code: 'richMenuMissing' } });
  });
export type SetRichMenuData = z.infer<typeof setRichMenuSchema>;

export const setRichMenuDefinition = defineNode({
  type: 'setRichMenu',
  kind: 'data',
  icon: 'layout-bottombar',
  schema: setRichMenuSchema,
  defaults: () => ({ show: 'menu' as const, menuId: '' }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
