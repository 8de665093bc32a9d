import { z } from 'zod';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** What staff type on a customer's page: 4 to 8 digits. */
export const shopPinSchema = z.string().regex(/^\d{4,8}$/, 'Must be 4 to 8 digits');

/**
 * A place where staff stamp and redeem. Its PIN, typed on the page of the customer, says that the staff of this place were there. PINs are
 * kept as keyed hashes: nobody can read one again.
 */
export const shopSchema = named(
  'Shop',
  z.object({
    id: uuidSchema,
    name: z.string(),
    hasPin: z.boolean(),
    isActive: z.boolean(),
    /** Vouchers redeemed and stamps given here, all time. */
    redeemed: z.number().int(),
    stamps: z.number().int(),
    lastAt: timeSchema.nullable(),
    createdAt: timeSchema,
  }),
);
export type Shop = z.infer<typeof shopSchema>;

const shopParams = botParams.extend({ shopId: uuidSchema });

export const shopRoutes = {
  listShops: defineRoute({
    method: 'GET', path: '/bots/:botId/shops', tag: 'shops', params: botParams, response: listOf(shopSchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Places where staff stamp and redeem, by name.',
  }),
  createShop: defineRoute({
    method: 'POST', path: '/bots/:botId/shops', tag: 'shops', params: botParams, response: shopSchema, status: 201, errors: ['notFound', 'conflict'], auth: 'person', permission: 'game.edit',
    body: z.object({ name: nameSchema, pin: shopPinSchema.nullable().default(null) }),
    summary: 'Make a place. No two places of a bot have the same PIN: it is what tells them apart.',
  }),
  updateShop: defineRoute({
    method: 'PUT', path: '/bots/:botId/shops/:shopId', tag: 'shops', params: shopParams, response: shopSchema, errors: ['notFound', 'conflict'], auth: 'person', permission: 'game.edit',
    body: z.object({
      name: nameSchema,
      isActive: z.boolean(),
      /** Absent: as it was. Null: none any more. */
      pin: shopPinSchema.nullable().optional(),
    }),
    summary: 'Change a place. The PIN of one that is not active, and its QR codes for stamps, do nothing.',
  }),
  deleteShop: defineRoute({
    method: 'DELETE', path: '/bots/:botId/shops/:shopId', tag: 'shops', params: shopParams, response: null, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Delete a place. What was redeemed and stamped there stays, without its name.',
  }),
} as const;
