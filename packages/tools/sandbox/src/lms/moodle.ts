import { cut, numberIn, type Asked, type Desk, type Said } from "./desk.ts";

const ENDPOINT = "/webservice/rest/server.php";

/** An error, which Moodle sends with status 200. */
class Exception extends Error {
  readonly errorcode: string;

  constructor(errorcode: string, message: string) {
    super(message);
    this.errorcode = errorcode;
  }
}

/** Moodle's web services: one address, the function in the form. */
export function createMoodle({ campus, credentials }: Desk) {
  const user = (id: number) => {
    const { first, last, email, username, createdAt, seenAt } = campus.person(id);
    return {
      id,
      username,
      firstname: first,
      lastname: last,
      fullname: `${first} ${last}`,
      email,
      department: "",
      firstaccess: createdAt,
      lastaccess: seenAt,
      auth: "manual",
      suspended: false,
      confirmed: true,
      lang: "en",
    };
  };
  const openCourse = (args: URLSearchParams, name: string): number => {
    const id = Number(args.get(name));
    if (campus.isOpen(id)) return id;
    throw new Exception(
      "errorcoursecontextnotvalid",
      "You cannot execute functions in the course context",
    );
  };
  const optionOf = (args: URLSearchParams, name: string): string | undefined => {
    for (let at = 0; args.has(`options[${at}][name]`); at += 1) {
      if (args.get(`options[${at}][name]`) === name) return args.get(`options[${at}][value]`) ?? "";
    }
    return undefined;
  };

  const functions: Readonly<Record<string, (args: URLSearchParams) => readonly [unknown, number]>> =
    {
      core_webservice_get_site_info: () => [
        {
          sitename: "Sandbox Campus",
          username: "webservice",
          userid: 2,
          siteurl: "https://campus.example/moodle",
          functions: Object.keys(functions).map((name) => ({ name, version: "2025100600" })),
          release: "5.1 (Build: 20251006)",
        },
        1,
      ],
      core_user_get_users: (args) => {
        if (!args.has("criteria[0][key]")) {
          throw new Exception("invalidparameter", "Invalid parameter value detected");
        }
        const users = campus.userIds().map(user);
        return [{ users, warnings: [] }, users.length];
      },
      core_course_get_courses: () => {
        const courses = campus.courseIds().map((id) => {
          const { code, name, startAt, endAt, updatedAt } = campus.course(id);
          return {
            id,
            shortname: code,
            fullname: name,
            displayname: name,
            categoryid: 1,
            summary: "",
            format: "topics",
            startdate: startAt,
            enddate: endAt,
            visible: 1,
            timecreated: startAt,
            timemodified: updatedAt,
          };
        });
        return [courses, courses.length];
      },
      core_enrol_get_enrolled_users: (args) => {
        const course = openCourse(args, "courseid");
        const from = Number(optionOf(args, "limitfrom") ?? 0);
        const most = Number(optionOf(args, "limitnumber") ?? 0) || Infinity;
        const found = cut(campus.members(course), from, most).map(({ person, updatedAt }) => ({
          ...user(person.id),
          lastcourseaccess: updatedAt,
          roles: [{ roleid: 5, name: "", shortname: "student", sortorder: 0 }],
        }));
        return [found, found.length];
      },
      core_enrol_get_users_courses: (args) => {
        const id = numberIn(args, "userid", 0);
        if (!campus.hasUser(id)) throw new Exception("invalidrecord", "Can't find data record");
        const all = campus.courseIds().filter(campus.isOpen).flatMap(campus.members);
        const mine = all
          .filter(({ person }) => person.id === id)
          .map(({ course, progress, updatedAt }) => {
            const { code, name, startAt, endAt } = campus.course(course);
            return {
              id: course,
              shortname: code,
              fullname: name,
              // Percent, and unknown where the course does not track completion.
              progress: course % 5 === 0 ? null : progress * 100,
              completed: progress === 1,
              lastaccess: updatedAt,
              startdate: startAt,
              enddate: endAt,
            };
          });
        return [mine, mine.length];
      },
      mod_quiz_get_quizzes_by_courses: (args) => {
        const course = openCourse(args, "courseids[0]");
        const quizzes = campus.assessmentIds(course).map((id) => ({
          id,
          coursemodule: id + 50_000,
          course,
          name: `Quiz ${id}`,
          intro: "",
          timeopen: 0,
          timeclose: campus.course(course).endAt,
          grade: 100,
          visible: true,
        }));
        return [{ quizzes, warnings: [] }, quizzes.length];
      },
      mod_assign_get_assignments: (args) => {
        const course = openCourse(args, "courseids[0]");
        const { code, name, endAt, updatedAt } = campus.course(course);
        const assignments = campus.assessmentIds(course).map((id) => ({
          id: id + 500_000,
          cmid: id + 60_000,
          course,
          name: `Essay ${id}`,
          duedate: endAt,
          allowsubmissionsfromdate: 0,
          grade: 100,
          timemodified: updatedAt,
        }));
        const courses = [{ id: course, fullname: name, shortname: code, assignments }];
        return [{ courses, warnings: [] }, assignments.length];
      },
      gradereport_user_get_grade_items: (args) => {
        const course = openCourse(args, "courseid");
        const usergrades = campus.members(course).map(({ person, updatedAt }) => ({
          courseid: course,
          userid: person.id,
          userfullname: `${person.first} ${person.last}`,
          maxdepth: 2,
          gradeitems: campus.assessmentIds(course).map((id) => ({
            id,
            itemname: `Quiz ${id}`,
            itemtype: "mod",
            itemmodule: "quiz",
            graderaw: campus.score(id, person.id),
            gradedatesubmitted: updatedAt,
            gradedategraded: updatedAt,
            grademin: 0,
            grademax: 100,
            feedback: "",
          })),
        }));
        return [{ usergrades, warnings: [] }, usergrades.length];
      },
    };

  function token(asked: Asked): Said {
    const { username, password, apiKey } = credentials;
    const isRight =
      asked.form.get("username") === username && asked.form.get("password") === password;
    const body = isRight
      ? { token: apiKey, privatetoken: null }
      : { error: "Invalid login, please try again", errorcode: "invalidlogin" };
    return { endpoint: "/login/token.php", status: 200, body };
  }

  return (asked: Asked): Said => {
    if (asked.path === "/login/token.php") return token(asked);
    // Moodle takes parameters from the address and the form alike.
    const args = new URLSearchParams([...asked.query, ...asked.form]);
    const name = args.get("wsfunction") ?? "";
    const endpoint = `${ENDPOINT} ${name}`;
    if (asked.path !== ENDPOINT) return { endpoint: asked.path, status: 404, body: "Not found" };
    try {
      if (args.get("wstoken") !== credentials.apiKey) {
        throw new Exception("invalidtoken", "Invalid token - token not found");
      }
      const run = functions[name];
      if (run === undefined) throw new Exception("accessexception", "Access control exception");
      const [body, records] = run(args);
      return { endpoint, status: 200, body, records };
    } catch (error) {
      if (!(error instanceof Exception)) throw error;
      const { errorcode, message } = error;
      const exception =
        errorcode === "accessexception" ? "webservice_access_exception" : "moodle_exception";
      return { endpoint, status: 200, body: { exception, errorcode, message } };
    }
  };
}
