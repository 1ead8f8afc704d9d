package workshop.testkit.report;

import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests run in no language, as the programs do. In some languages {@code %d} prints digits that no
 * test expects.
 */
public final class SameDigits implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Locale.setDefault(Locale.ROOT);
  }
}
