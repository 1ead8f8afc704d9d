package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

class ChapterOrderTest {

  @Exercise("3.10")
  static class Late {
    @Test
    void ten() {}
  }

  @Exercise("3.9")
  static class Mixed {
    @Test
    @Order(2)
    void nineB() {}

    @Test
    @Order(1)
    void nineA() {}

    @Test
    @Exercise("3.2")
    @Order(3)
    void two() {}

    @Test
    @Given
    @Order(4)
    void given() {}
  }

  @Given
  static class First {
    @Test
    void givenAlone() {}
  }

  @Test
  void givenCodeThenByExerciseThenByOrder() {
    List<String> order = new ArrayList<>();
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Late.class), selectClass(Mixed.class), selectClass(First.class))
            .build(),
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              order.add(test.getDisplayName());
            }
          }
        });
    assertThat(order, contains("givenAlone()", "given()", "two()", "nineA()", "nineB()", "ten()"));
  }
}
