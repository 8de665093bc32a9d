import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformOptions } from '@chatloom/platform';

/** The whole server: the platform, and one module per capability. */
@Module({})
export class AppModule {
  static forRoot(platform: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(platform)] };
  }
}
