import { Controller } from '@nestjs/common';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Route } from './route';
import { templates } from './templates';

@Controller()
export class TemplatesController {
  @Route(Routes.listTemplates)
  list(): CallOutput<typeof Routes.listTemplates> {
    return { items: [...templates] };
  }
}
