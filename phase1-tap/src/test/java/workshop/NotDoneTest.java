package workshop;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(8)
@DisplayName("NotDone: an exercise that is not done throws, or the program continues")
class NotDoneTest {
  private final List<NotDone> told = new ArrayList<>();

  @AfterEach
  void goOnNoLonger() {
    NotDone.goOnNoLonger();
  }

  @Test
  @Order(1)
  @DisplayName("is thrown by soFar too, where nobody has asked to go on")
  void soFarThrows() {
    NotDone withValue = assertThrows(NotDone.class, NotDoneTest::check);
    assertThat(withValue.exercise(), is("5.7"));
    assertThat(withValue.chapter(), is("docs/phase5-echo.md"));
    assertThat(method(withValue), is("check"));
    NotDone ofVoid = assertThrows(NotDone.class, NotDoneTest::act);
    assertThat(ofVoid.exercise(), is("5.8"));
    assertThat(method(ofVoid), is("act"));
  }

  @Test
  @Order(2)
  @DisplayName("is told once for each exercise if the program continues, and soFar gives its value")
  void goesOnAndTellsOnce() {
    NotDone.goOnTelling(told::add);
    for (int i = 0; i < 3; i++) {
      assertThat(check(), is(true));
      act();
    }
    assertThat(told.stream().map(NotDone::exercise).toList(), contains("5.7", "5.8"));
    assertThat(told.stream().map(NotDoneTest::method).toList(), contains("check", "act"));
  }

  @Test
  @Order(3)
  @DisplayName("that was caught counts with what soFar has told")
  void whatWasCaughtIsToldOnceToo() {
    NotDone.goOnTelling(told::add);
    NotDone caught = new NotDone("5.7", "docs/phase5-echo.md");
    caught.goOn();
    check();
    assertThat(told, contains(caught));
  }

  @Test
  @Order(4)
  @DisplayName("is thrown again after goOnNoLonger")
  void throwsAgain() {
    NotDone.goOnTelling(told::add);
    NotDone.goOnNoLonger();
    NotDone caught = new NotDone("5.7", "docs/phase5-echo.md");
    assertThat(assertThrows(NotDone.class, caught::goOn), is(caught));
    assertThrows(NotDone.class, NotDoneTest::check);
    assertThat(told, is(empty()));
  }

  /** As the exercise of a method with {@code @UntilDone("true")} looks. */
  private static boolean check() {
    return NotDone.soFar("5.7", "docs/phase5-echo.md", true);
  }

  /** And one with {@code @UntilDone}. */
  private static void act() {
    NotDone.soFar("5.8", "docs/phase5-echo.md");
  }

  /** Where it says that it was thrown. */
  private static String method(NotDone notDone) {
    return notDone.getStackTrace()[0].getMethodName();
  }
}
