import { lazy } from 'react';

/** The phone, loaded when first shown. */
export const PhoneHost = lazy(() => import('../phone/PhonePanel'));
