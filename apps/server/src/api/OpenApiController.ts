import { Controller, Get, Header } from '@nestjs/common';
import { Routes, toOpenApi } from '@chatloom/contract';

const document = toOpenApi(Routes);

/** The description of the API, made from the contract; open to everybody, it says nothing about this installation. */
@Controller()
export class OpenApiController {
  @Get('api/openapi.json')
  @Header('Cache-Control', 'public, max-age=300')
  openApi(): Record<string, unknown> {
    return document;
  }
}
