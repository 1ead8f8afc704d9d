package workshop.classroom.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** The title of a phase that Maven would print, without Maven. */
public final class Title {
  private static final Pattern NAME = Pattern.compile("<name>([^<]+)</name>");

  private Title() {}

  /** As the module's pom.xml has it: "Phase 3: IPv4 and ICMP". */
  public static String of(Phase phase) {
    Path pom = phase.folder().resolve("pom.xml");
    Matcher name = NAME.matcher(Files.exists(pom) ? Workshop.read(pom) : "");
    return name.find() ? name.group(1).strip() : "Phase " + phase.number();
  }
}
