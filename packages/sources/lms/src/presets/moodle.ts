import type { Preset } from "./preset.ts";

const path = "webservice/rest/server.php";
const call = (wsfunction: string) => ({ moodlewsrestformat: "json", wsfunction });
const each = { stream: "courses", as: "course_id" } as const;
/** How Moodle says that a course is hidden from the caller, or gone since it was listed. */
const absent = [404, "errorcoursecontextnotvalid", "invalidrecord"];

/** Moodle's web services: one address, a function in the form, errors that come with status 200. */
export const moodle = {
  // In the form, so that no address holds it.
  auth: { type: "form", name: "wstoken" },
  errors: {
    code: "errorcode",
    message: "message",
    auth: ["invalidtoken", "invalidlogin", "userdeleted", "suspended"],
    permission: [
      "accessexception",
      "nopermissions",
      "nopermission",
      "missingrequiredcapability",
      "requireloginerror",
      "servicenotavailable",
    ],
  },
  streams: {
    users: {
      path,
      form: {
        ...call("core_user_get_users"),
        "criteria[0][key]": "email",
        "criteria[0][value]": "%",
      },
      records: "users",
      paging: { type: "none" },
      fields: {
        name: "fullname",
        status: { from: "suspended", words: { true: "suspended", false: "active" } },
        created_at: { from: ["timecreated", "firstaccess"] },
        last_access_at: "lastaccess",
        firstname: { pii: "name" },
        lastname: { pii: "name" },
        idnumber: { pii: "id" },
        phone1: { pii: "phone" },
        phone2: { pii: "phone" },
        address: { pii: "address" },
        city: { pii: "address" },
        description: { pii: "free-text" },
      },
    },
    courses: {
      path,
      form: call("core_course_get_courses"),
      records: "",
      paging: { type: "none" },
      fields: {
        name: "fullname",
        code: "shortname",
        status: { from: "visible", words: { "1": "visible", "0": "hidden" } },
        start_at: "startdate",
        end_at: "enddate",
        category: "categoryid",
        updated_at: "timemodified",
      },
    },
    enrollments: {
      path,
      form: {
        ...call("core_enrol_get_enrolled_users"),
        courseid: "{course_id}",
        "options[0][name]": "limitfrom",
        "options[1][name]": "limitnumber",
        "options[2][name]": "sortby",
        "options[2][value]": "id",
      },
      records: "",
      paging: {
        type: "offset",
        param: "options[0][value]",
        sizeParam: "options[1][value]",
        size: 500,
      },
      each,
      absent,
      fields: {
        // Moodle tells no id of an enrolment, and the record's own is the user's.
        id: { join: ["course_id", "user_id"] },
        user_id: "id",
        role: "roles.0.shortname",
        last_activity_at: "lastcourseaccess",
        fullname: { type: "text", pii: "name" },
        firstname: { pii: "name" },
        lastname: { pii: "name" },
        email: { pii: "email" },
        username: { pii: "id" },
        description: { pii: "free-text" },
        city: { pii: "address" },
      },
    },
    assessments: {
      path,
      form: { ...call("mod_quiz_get_quizzes_by_courses"), "courseids[0]": "{course_id}" },
      records: "quizzes",
      paging: { type: "none" },
      each,
      absent,
      fields: {
        course_id: "course",
        type: { value: "quiz" },
        title: "name",
        max_score: "grade",
        due_at: "timeclose",
        published: "visible",
      },
    },
    assignments: {
      kind: "assessments",
      path,
      form: { ...call("mod_assign_get_assignments"), "courseids[0]": "{course_id}" },
      records: "courses[].assignments[]",
      paging: { type: "none" },
      each,
      absent,
      fields: {
        course_id: "course",
        type: { value: "assignment" },
        title: "name",
        max_score: "grade",
        due_at: "duedate",
      },
    },
    assessment_results: {
      path,
      form: { ...call("gradereport_user_get_grade_items"), courseid: "{course_id}", userid: 0 },
      records: "usergrades[].gradeitems[]",
      paging: { type: "none" },
      each,
      absent,
      fields: {
        id: { join: ["assessment_id", "user_id"] },
        assessment_id: "id",
        user_id: "^.userid",
        score: "graderaw",
        max_score: "grademax",
        submitted_at: "gradedatesubmitted",
        graded_at: "gradedategraded",
        feedback: { pii: "free-text" },
      },
    },
    analytics: {
      path,
      form: { ...call("core_enrol_get_users_courses"), userid: "{user_id}" },
      records: "",
      paging: { type: "none" },
      each: { stream: "users", as: "user_id" },
      absent,
      fields: {
        id: { join: ["course_id", "user_id"] },
        course_id: "id",
        progress: { type: "fraction", whole: 100 },
        completed: { type: "boolean" },
        last_access_at: { from: "lastaccess", type: "instant" },
      },
    },
  },
} as const satisfies Preset;
