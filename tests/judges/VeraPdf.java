import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

/**
 * Asks veraPDF whether files conform: java -cp … VeraPdf.java 3a,ua1 FILE…
 *
 * Prints a line for each file and profile, "PASS 3a FILE" or "FAIL 3a FILE", and under it the rules that are broken:
 * clause, number of the test, how often, what is said, and where it was met first.
 */
public class VeraPdf {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int place = 1; place < words.length; place++) {
            for (String name : words[0].split(",")) {
                judge(name, words[place]);
            }
        }
    }

    private static void judge(String name, String path) throws Exception {
        boolean accessible = name.equals("ua1");
        PDFAFlavour flavour = accessible ? PDFAFlavour.PDFUA_1 : PDFAFlavour.fromString(name);
        String profileName = accessible ? "PDFUA-1" : "PDFA-" + name.toUpperCase();
        ValidationProfile profile;
        try (InputStream xml = Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + profileName + ".xml")) {
            profile = Profiles.profileFromXml(xml);
        }
        ValidatorConfig config =
            new ValidatorConfigBuilder().flavour(flavour).maxFails(-1).recordPasses(false).build();
        try (InputStream file = new FileInputStream(path);
            PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(config, profile);
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + path);
            TreeMap<String, Integer> times = new TreeMap<>();
            TreeMap<String, String> first = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = one.getRuleId().getClause() + " test " + one.getRuleId().getTestNumber();
                    times.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, one.getMessage() + " (" + one.getLocation().getContext() + ")");
                }
            }
            times.forEach((rule, n) -> System.out.println("  " + rule + ", " + n + " times: " + first.get(rule)));
        }
    }
}
