package workshop.backstage.docs.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names that GitHub gives to the headings of one page. */
final class Anchors {
  /** Letters and digits of all scripts, with the marks over and under them, are kept. */
  private static final Pattern DROPPED =
      Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\- ]");

  private final Map<String, Integer> taken = new HashMap<>();

  /** The name of the next heading: a second one of the same text gets -1, a third one -2. */
  String next(String heading) {
    String name =
        DROPPED.matcher(heading.strip().toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
    String free = name;
    while (taken.containsKey(free)) {
      free = name + "-" + taken.merge(name, 1, Integer::sum);
    }
    taken.put(free, 0);
    return free;
  }
}
