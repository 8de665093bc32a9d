import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiTokens } from './access/ApiTokens';
import { AuthGuard } from './access/AuthGuard';
import { Housekeeping } from './access/Housekeeping';
import { Memberships } from './access/Memberships';
import { Sessions } from './access/Sessions';
import { Passwords } from './passwords/Passwords';
import { SignInThrottle } from './passwords/SignInThrottle';
import { Audit } from './people/Audit';
import { People } from './people/People';
import { Setup } from './people/Setup';
import { SignIn } from './people/SignIn';

const SERVICES = [Passwords, SignInThrottle, Audit, People, Sessions, ApiTokens, Memberships, SignIn, Setup];

/** People and what they may do. Its guard stands before every route of the server. */
@Module({
  providers: [...SERVICES, Housekeeping, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: SERVICES,
})
export class AccountsModule {}
