import type { MenuRules } from './menuQueries';

/** How many rules by tag or time show this menu. */
export const rulesUsing = ({ tagRules, schedule }: MenuRules, menuId: string): number => [...tagRules, ...schedule].filter((rule) => rule.menuId === menuId).length;

/** The rules without this menu: as default, by tag and by time. */
export const rulesWithout = (rules: MenuRules, menuId: string): MenuRules => ({
  ...rules,
  defaultMenuId: rules.defaultMenuId === menuId ? null : rules.defaultMenuId,
  tagRules: rules.tagRules.filter((rule) => rule.menuId !== menuId),
  schedule: rules.schedule.filter((rule) => rule.menuId !== menuId),
});
