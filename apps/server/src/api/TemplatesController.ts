import { Controller } from '@nestjs/common';
import { templates } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Route } from './route';

@Controller()
export class TemplatesController {
  @Route(Routes.listTemplates)
  list(): CallOutput<typeof Routes.listTemplates> {
    return { items: [...templates] };
  }
}
