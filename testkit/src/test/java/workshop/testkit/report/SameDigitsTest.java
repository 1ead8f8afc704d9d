package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;

class SameDigitsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void setBack() {
    Locale.setDefault(before);
  }

  @Test
  void testsRunInNoLanguage() {
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    assertThat("Persian has digits of its own", "%d".formatted(42), is("۴۲"));
    LauncherFactory.openSession().close();
    assertThat("%d".formatted(42), is("42"));
  }
}
