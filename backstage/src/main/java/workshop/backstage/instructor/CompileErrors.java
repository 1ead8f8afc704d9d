package workshop.backstage.instructor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler says, in what Maven has printed. */
final class CompileErrors {
  private static final Pattern ERROR =
      Pattern.compile(
          "\\[ERROR\\] .*/((phase[0-9]+-[a-z0-9]+)/src/.+\\.java):\\[([0-9]+),[0-9]+\\] (.+)");
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private CompileErrors() {}

  /** The first of each phase that does not compile, by the phase's name. */
  static Map<String, String> of(Path log) throws IOException {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!Files.exists(log)) {
      return errors;
    }
    for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList()) {
      Matcher matcher = ERROR.matcher(COLOUR.matcher(line).replaceAll(""));
      if (matcher.matches()) {
        String said =
            "%s does not compile: %s:%s: %s"
                .formatted(matcher.group(2), matcher.group(1), matcher.group(3), matcher.group(4));
        errors.putIfAbsent(matcher.group(2), Grade.printable(said));
      }
    }
    return errors;
  }
}
