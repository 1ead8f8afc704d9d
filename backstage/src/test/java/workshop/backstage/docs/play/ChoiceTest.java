package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workshop.backstage.docs.page.Page;

@DisplayName("docs play: which scenes are played")
class ChoiceTest {
  private static final List<String> SCENES =
      List.of("start", "3.1", "3.2 wrong 3.2-odd-byte-forgotten", "3.10");

  @Test
  void all() {
    assertThat(
        chosen(Optional.empty(), Optional.empty()),
        contains("start", "3.1", "3.2 wrong 3.2-odd-byte-forgotten", "3.10"));
  }

  @Test
  @DisplayName("one scene, by its words or by a line in it")
  void one() {
    assertThat(chosen(Optional.of("3.10"), Optional.empty()), contains("3.10"));
    assertThat(chosen(Optional.of("8"), Optional.empty()), contains("3.1"));
  }

  @Test
  @DisplayName("half of the exercises, and what belongs to none")
  void half() {
    assertThat(chosen(Optional.empty(), Optional.of(5)), contains("start", "3.1"));
    assertThat(
        chosen(Optional.empty(), Optional.of(6)),
        contains("start", "3.2 wrong 3.2-odd-byte-forgotten", "3.10"));
  }

  private static List<String> chosen(Optional<String> scene, Optional<Integer> half) {
    StringBuilder text = new StringBuilder();
    SCENES.forEach(
        one -> text.append("<!-- scene: %s -->\n```console\n$ ls\n```\n\n".formatted(one)));
    Script script = new Script(new Page("docs/a.md", text.toString()));
    return script.transcripts().stream()
        .filter(new Choice(scene, half).in(script))
        .map(Transcript::scene)
        .toList();
  }
}
