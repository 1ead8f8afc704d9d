package workshop.backstage.docs.diagrams;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.backstage.docs.page.Block;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Count;
import workshop.exercises.Problem;

/** Whether the real Mermaid, in a real browser, can draw the diagrams of the pages. */
final class Diagrams {
  private static final String LANGUAGE = "mermaid";
  private static final Pattern RESULT = Pattern.compile("@(\\d+):(ok|wrong):([A-Za-z0-9+/=.]*)@");
  private static final Pattern LINE = Pattern.compile("(?i)\\bline (\\d+)");
  private static final Pattern SIZE =
      Pattern.compile("viewBox=\"[-\\d.]+ [-\\d.]+ ([\\d.]+) ([\\d.]+)\"");
  private static final int MARGIN = 20;

  /** Draws one after the other. What comes of each is written where nothing has to be escaped. */
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html><head><meta charset="utf-8"><script src="%s"></script></head>
      <body><pre id="results"></pre><script>
      const decode = text => new TextDecoder().decode(Uint8Array.from(atob(text), c => c.charCodeAt(0)));
      const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
      const tell = (i, word, text) => {
        let coded = '';
        for (let k = 0; k < text.length; k += 3000) coded += '.' + encode(text.slice(k, k + 3000));
        results.textContent += '@' + i + ':' + word + ':' + coded + '@\\n';
      };
      const diagrams = [%s];
      (async () => {
        mermaid.initialize({ startOnLoad: false });
        for (let i = 0; i < diagrams.length; i++) {
          try {
            const text = decode(diagrams[i]);
            await mermaid.parse(text);
            tell(i, 'ok', (await mermaid.render('diagram' + i, text)).svg);
          } catch (e) {
            tell(i, 'wrong', String(e.message || e));
          }
        }
      })();
      </script></body></html>
      """;

  private record Diagram(Page page, Block block) {}

  private final List<Diagram> diagrams = new ArrayList<>();
  private final Path mermaid;
  private final Path scratch;
  private final Chromium chromium;
  private final PrintStream out;

  /**
   * Those of these pages.
   *
   * @param mermaid a folder with mermaid.min.js somewhere in it
   * @param chromium the browser's command
   * @param scratch a folder for temporary files
   */
  Diagrams(List<Page> pages, Path mermaid, String chromium, Path scratch, PrintStream out) {
    for (Page page : pages) {
      page.blocks(LANGUAGE).forEach(block -> diagrams.add(new Diagram(page, block)));
    }
    this.mermaid = mermaid;
    this.scratch = scratch;
    this.chromium = new Chromium(chromium, scratch);
    this.out = out;
  }

  /**
   * Draws them.
   *
   * @param pictures where to put the pictures; nowhere if empty
   * @throws Problem if one cannot be drawn
   */
  void run(Optional<Path> pictures) throws IOException {
    try {
      Map<Integer, String> drawn = new HashMap<>();
      List<Finding> findings = check(drawn);
      findings.forEach(out::println);
      if (pictures.isPresent()) {
        draw(drawn, pictures.get());
      }
      if (!findings.isEmpty()) {
        throw new Problem(
            "Diagrams that cannot be drawn: %d of %d, see above."
                .formatted(findings.size(), diagrams.size()));
      }
      out.println("All can be drawn: %s.".formatted(Count.of(diagrams.size(), "diagram")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Interrupted.");
    }
  }

  private List<Finding> check(Map<Integer, String> drawn) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (diagrams.isEmpty()) {
      return findings;
    }
    List<String> texts = new ArrayList<>();
    for (Diagram diagram : diagrams) {
      byte[] text = String.join("\n", diagram.block().lines()).getBytes(StandardCharsets.UTF_8);
      texts.add("\"" + Base64.getEncoder().encodeToString(text) + "\"");
    }
    Path page = scratch.resolve("diagrams.html");
    Files.writeString(page, PAGE.formatted(mermaid().toUri(), String.join(",", texts)));
    Map<Integer, String> wrong = results(chromium.dump(page), drawn);
    for (int i = 0; i < diagrams.size(); i++) {
      if (!drawn.containsKey(i)) {
        findings.add(
            finding(diagrams.get(i), wrong.getOrDefault(i, "Mermaid does not come to an end")));
      }
    }
    return findings;
  }

  private Path mermaid() throws IOException {
    try (Stream<Path> files = Files.walk(mermaid)) {
      return files
          .filter(file -> file.endsWith("mermaid.min.js"))
          .findFirst()
          .orElseThrow(
              () ->
                  new Problem(
                      "There is no mermaid.min.js in %s.\nRemove that folder, and try again."
                          .formatted(mermaid)));
    }
  }

  /** Fills in those that are drawn; returns the messages of the others. */
  private static Map<Integer, String> results(String dump, Map<Integer, String> drawn) {
    Map<Integer, String> wrong = new HashMap<>();
    Matcher result = RESULT.matcher(dump);
    while (result.find()) {
      StringBuilder text = new StringBuilder();
      for (String part : result.group(3).split("[.]")) {
        text.append(new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8));
      }
      int index = Integer.parseInt(result.group(1));
      (result.group(2).equals("ok") ? drawn : wrong).put(index, text.toString());
    }
    return wrong;
  }

  /** With the line of the page, where Mermaid names one of the diagram. */
  private static Finding finding(Diagram diagram, String message) {
    Matcher line = LINE.matcher(message);
    int index = line.find() ? Integer.parseInt(line.group(1)) : 0;
    return new Finding(
        diagram.page().name(),
        diagram.block().line() + index,
        "this diagram cannot be drawn: %s; fix it"
            .formatted(message.strip().replace("\n", "\n    ")));
  }

  private void draw(Map<Integer, String> drawn, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (int i = 0; i < diagrams.size(); i++) {
      String svg = drawn.get(i);
      if (svg == null) {
        continue;
      }
      Matcher size = SIZE.matcher(svg);
      int width = 1000;
      int height = 1000;
      if (size.find()) {
        width = (int) Math.ceil(Double.parseDouble(size.group(1))) + 2 * MARGIN;
        height = (int) Math.ceil(Double.parseDouble(size.group(2))) + 2 * MARGIN;
      }
      Diagram diagram = diagrams.get(i);
      Path page = scratch.resolve("diagram-%d.html".formatted(i));
      Files.writeString(
          page,
          "<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"margin:%dpx\">%s"
              .formatted(MARGIN, svg));
      String name = diagram.page().name().replaceFirst(".*/", "").replaceFirst("\\.md$", "");
      Path picture = folder.resolve("%s-%d.png".formatted(name, diagram.block().line()));
      chromium.draw(page, Math.max(width, 500), height, picture);
      out.println("drawn " + picture);
    }
  }
}
