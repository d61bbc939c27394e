import { cinCensusXml } from './cin-census/xml.js';
import type { XmlForm } from './read/xml/form.js';
import { ssda903Xml } from './ssda903/xml.js';

/** Every XML message that the program knows, by its root: the one list to add a new form to. */
export const xmlForms: readonly XmlForm[] = [cinCensusXml, ssda903Xml];
