package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void equalTextsHaveNone() {
    assertThat(LineDiff.of(List.of("a", "b"), 1, List.of("a", "b"), 1), is(empty()));
    assertThat(LineDiff.of(List.of(), 1, List.of(), 1), is(empty()));
  }

  @Test
  void whiteSpaceMakesNone() {
    assertThat(
        LineDiff.of(
            List.of("\tif(a){", "return  1;"), 1, List.of("  if (a) {", "    return 1;"), 1),
        is(empty()));
  }

  @Test
  void showsThreeLinesAround() {
    assertThat(
        LineDiff.of(
            List.of("1", "2", "3", "4", "old", "5", "6", "7", "8"),
            11,
            List.of("1", "2", "3", "4", "new", "more", "5", "6", "7", "8"),
            21),
        is(
            List.of(
                "@@ -12,7 +22,8 @@", " 2", " 3", " 4", "-old", "+new", "+more", " 5", " 6", " 7")));
  }

  @Test
  void differencesFarApartAreHunksOfTheirOwn() {
    List<String> first = List.of("a", "1", "2", "3", "4", "5", "6", "7", "b");
    List<String> second = List.of("A", "AA", "1", "2", "3", "4", "5", "6", "7", "B");
    assertThat(
        LineDiff.of(first, 1, second, 1),
        is(
            List.of(
                "@@ -1,4 +1,5 @@",
                "-a",
                "+A",
                "+AA",
                " 1",
                " 2",
                " 3",
                "@@ -6,4 +7,4 @@",
                " 5",
                " 6",
                " 7",
                "-b",
                "+B")));
  }

  @Test
  void differencesNearEachOtherShareOne() {
    List<String> first = List.of("a", "1", "2", "3", "4", "5", "6", "b");
    List<String> second = List.of("A", "1", "2", "3", "4", "5", "6", "B");
    assertThat(
        LineDiff.of(first, 1, second, 1).stream().filter(l -> l.startsWith("@@")).count(), is(1L));
  }

  /** Whatever the texts: applied to the first, the difference gives the second. */
  @RepeatedTest(200)
  void leadsFromTheOneToTheOther(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> first = random(random);
    List<String> second = random(random);
    List<String> patched = new ArrayList<>();
    int taken = 0;
    for (String line : LineDiff.of(first, 1, second, 1)) {
      String text = line.isEmpty() ? "" : line.substring(1);
      if (line.startsWith("@@")) {
        int from = Integer.parseInt(line.split("[-,]")[1]) - 1;
        patched.addAll(first.subList(taken, from));
        taken = from;
      } else if (line.startsWith("+")) {
        patched.add(text);
      } else {
        assertThat(first.get(taken++), is(text));
        if (line.startsWith(" ")) {
          patched.add(text);
        }
      }
    }
    patched.addAll(first.subList(taken, first.size()));
    assertThat(patched, is(second));
  }

  private static List<String> random(Random random) {
    return random.ints(random.nextInt(30), 0, 4).mapToObj(Integer::toString).toList();
  }
}
