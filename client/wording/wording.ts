/**
 * The words on the screen: i18next with both languages bundled, ready before the first frame (a wall has no second host to
 * fetch from, and no frame without words).
 * In: the page address, `?lang=en` for English, Chinese otherwise. Out: `say(key, values)`, typed by the keys of zh.ts.
 * The language is fixed for the life of the page, so `say` may be called anywhere, not only inside React.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { type WordingKey, zh } from './zh.ts';

export type Language = 'zh' | 'en';

/** `search` is `location.search`. */
export function languageOf(search: string): Language {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'zh';
}

const instance = i18next.createInstance();

// Without a backend everything is there when init returns; the promise has nothing left to tell.
void instance.use(initReactI18next).init({
  lng: languageOf(globalThis.location?.search ?? ''),
  fallbackLng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  // React escapes what it draws; escaping here as well would show `&amp;` on the wall.
  interpolation: { escapeValue: false },
  returnEmptyString: true,
});

export function currentLanguage(): Language {
  return instance.language === 'en' ? 'en' : 'zh';
}

/** For tests, and for a page that offers the choice. */
export function speak(language: Language): void {
  void instance.changeLanguage(language);
}

/** The sentence in the page's language; `values` fill its `{{placeholders}}`. */
export function say(key: WordingKey, values?: Readonly<Record<string, string | number>>): string {
  return instance.t(key, values ?? {});
}
